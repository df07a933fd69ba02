import { useSyncExternalStore } from 'react'
import { currentSession, type FullSession, subscribe } from './session.ts'

/** What the server last said about the session, followed as it changes. */
export const useSession = () => useSyncExternalStore(subscribe, currentSession)

/** The signed-in person’s session; only inside the portal, where there always is one. */
export function useFullSession(): FullSession {
  const session = useSession()
  if (session === null || session instanceof Error || session.state !== 'full') throw new Error('Outside the portal')
  return session
}
