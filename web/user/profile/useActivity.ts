import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** One’s own activity, newest first; each further page begins where the last one ended. */
export const useActivity = () =>
  useInfiniteQuery({
    queryKey: ['GET /api/me/activity'],
    queryFn: ({ pageParam: before }) => api('GET /api/me/activity', { query: before === undefined ? {} : { before } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ activity, more }) => (more ? activity.at(-1)?.id : undefined),
  })
