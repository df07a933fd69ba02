import { useSyncExternalStore } from 'react'
import { currentStaffSession, type FullStaffSession, subscribe } from './staff-session.ts'

/** What the server last said about the staff session, followed as it changes. */
export const useStaffSession = () => useSyncExternalStore(subscribe, currentStaffSession)

/** The session of whoever is at the desk; only behind its door, where there always is one. */
export function useFullStaffSession(): FullStaffSession {
  const session = useStaffSession()
  if (session === null || session instanceof Error || session.state !== 'full') throw new Error('Outside the desk')
  return session
}

/** Who is at the desk. */
export const useStaff = (): FullStaffSession['staff'] => useFullStaffSession().staff
