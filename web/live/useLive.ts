import { useEffect } from 'react'
import type { ApiRoutes } from '#contract/api.ts'
import { refetchQuietly } from '../shell/queries.ts'
import { useFullSession } from '../shell/useSession.ts'
import { type LiveMessage, openLiveStream } from './live-stream.ts'
import { presences } from './presence.ts'

type ReadKey = Extract<keyof ApiRoutes, `GET ${string}`>

/** What is asked for again when the portal says that it is new. */
const readsOf: Readonly<
  Record<
    | 'phones'
    | 'company-phones'
    | 'calls'
    | 'messages'
    | 'call-settings'
    | 'support'
    | 'activation'
    | 'company-activations',
    readonly ReadKey[]
  >
> = {
  phones: ['GET /api/me/phones'],
  'company-phones': ['GET /api/directory/phones'],
  calls: ['GET /api/me/calls', 'GET /api/me/news'],
  messages: ['GET /api/me/messages', 'GET /api/me/news'],
  'call-settings': ['GET /api/call-handling/settings', 'GET /api/call-handling/history'],
  support: ['GET /api/me/support'],
  activation: ['GET /api/me', 'GET /api/me/calls', 'GET /api/me/messages', 'GET /api/me/news'],
  'company-activations': ['GET /api/first-access/activations', 'GET /api/first-access'],
}
const everything = [...new Set(Object.values(readsOf).flat())]

/** Without a stream the page asks by itself, this often (DESIGN.md, Loading). */
const polling = 30_000

/** Keeps what stands on the page as it is in truth, while the portal is open. */
export function useLive(): void {
  const { viewer, view } = useFullSession()
  const name = `${viewer.lineId} ${view}`
  useEffect(() => {
    let open = false
    let missed = false
    const hear = (message: LiveMessage): void => {
      switch (message.kind) {
        case 'hello':
          open = true
          // After a gap nobody knows what went by.
          if (missed) void refetchQuietly(everything)
          missed = false
          return
        case 'lost':
          open = false
          missed = true
          presences.clear()
          return
        case 'presence':
          presences.set(message.lineId, message.presence)
          return
        default:
          // A window that hears another one’s stream has an open one too.
          open = true
          void refetchQuietly(readsOf[message.kind])
      }
    }
    const close = openLiveStream(name, hear)
    const timer = setInterval(() => {
      if (!open && !document.hidden) void refetchQuietly(everything)
    }, polling)
    return () => {
      close()
      clearInterval(timer)
      presences.clear()
    }
  }, [name])
}
