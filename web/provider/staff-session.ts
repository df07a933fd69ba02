import { type Answer, api, apiInBackground, asProblem, type Problem } from '../api.ts'

/** The session of the provider's people, as `shell/session.ts` keeps the customers'. */
export type StaffSession = Answer<'GET /api/provider/session'>
export type FullStaffSession = Extract<StaffSession, { state: 'full' }>
export type GateStaffSession = Extract<StaffSession, { state: 'gate' }>

/** Where the desk lies; the router's addresses are below it. */
export const deskHome = '/provider'

let current: StaffSession | Problem | null = null
const listeners = new Set<() => void>()

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the server last said; null until it has answered. */
export const currentStaffSession = (): StaffSession | Problem | null => current

/** Takes over the session that an answer carries: the screen follows. */
export function acceptStaffSession(session: StaffSession): void {
  settle(session)
}

export async function readStaffSession(): Promise<void> {
  try {
    settle(await api('GET /api/provider/session'))
  } catch (error) {
    settle(asProblem(error))
  }
}

/** “Esci”: ends the session, then starts the page afresh so that nothing stays in memory. */
export async function signOutStaff(): Promise<void> {
  try {
    await api('POST /api/provider/session/end')
  } finally {
    location.assign(deskHome)
  }
}

/** When the session really ends; asking does not count as activity. 0 when it is over; undefined when nobody answers. */
export async function askStaffIdleEnd(): Promise<number | undefined> {
  try {
    const session = await apiInBackground('GET /api/provider/session')
    if (session.state !== 'full') return 0
    settle(session)
    return Date.parse(session.idleEndsAt)
  } catch {
    return undefined
  }
}

function settle(next: StaffSession | Problem): void {
  current = next
  for (const listener of listeners) listener()
}
