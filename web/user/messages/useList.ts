import { useInfiniteQuery } from '@tanstack/react-query'
import { type Answer, type Problem, serverNow } from '../../api.ts'
import { myZone } from '../../shell/my-zone.ts'
import { callerOf } from '../../shell/queries.ts'
import { type CallTab, type ListState, spanOf } from './calls.ts'

const narrowingOf = (state: ListState) => ({
  ...(state.search ? { search: state.search } : {}),
  ...spanOf(state, serverNow(), myZone()),
})

const nextOf = <T extends { next: string | null }>(page: T): string | undefined => page.next ?? undefined

/** Calls of one list, page after page; the old rows stay while the next are on their way. */
export function useCalls(list: CallTab, state: ListState) {
  const query = { list, ...narrowingOf(state) }
  return useInfiniteQuery<
    Answer<'GET /api/me/calls'>,
    Problem,
    Answer<'GET /api/me/calls'>['groups'],
    unknown[],
    string
  >({
    queryKey: ['GET /api/me/calls', query],
    queryFn: ({ pageParam }) =>
      callerOf('GET /api/me/calls')('GET /api/me/calls', {
        query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: nextOf,
    select: ({ pages }) => pages.flatMap(({ groups }) => groups),
    placeholderData: (old) => old,
  })
}

export function useMessages(state: ListState) {
  const query = { ...(state.unheard ? { unheard: 'true' as never } : {}), ...narrowingOf(state) }
  return useInfiniteQuery<
    Answer<'GET /api/me/messages'>,
    Problem,
    Answer<'GET /api/me/messages'>['messages'],
    unknown[],
    string
  >({
    queryKey: ['GET /api/me/messages', query],
    queryFn: ({ pageParam }) =>
      callerOf('GET /api/me/messages')('GET /api/me/messages', {
        query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: nextOf,
    select: ({ pages }) => pages.flatMap(({ messages }) => messages),
    placeholderData: (old) => old,
  })
}
