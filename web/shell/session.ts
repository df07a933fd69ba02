import { type Answer, api, apiInBackground, asProblem, type Problem } from '../api.ts'

export type Session = Answer<'GET /api/session'>
export type FullSession = Extract<Session, { state: 'full' }>
export type GateSession = Extract<Session, { state: 'gate' }>
export type View = FullSession['view']

let current: Session | Problem | null = null
const listeners = new Set<() => void>()

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the server last said about the session; every screen is computed from it. Null until it has answered. */
export const currentSession = (): Session | Problem | null => current

/** Takes over the session that an answer carries: the screen follows. */
export function acceptSession(session: Session): void {
  settle(session)
}

/** Asks where the session stands; on a remembered computer tries to go on without a password (guide 2.4). */
export async function readSession(): Promise<void> {
  try {
    const session = await api('GET /api/session')
    if (session.state === 'anonymous' && session.resumable) {
      settle(await resumed())
    } else {
      settle(session)
    }
  } catch (error) {
    settle(asProblem(error))
  }
}

async function resumed(): Promise<Session> {
  try {
    return (await api('POST /api/session/resume')).session
  } catch {
    return { state: 'anonymous', resumable: false }
  }
}

/** “Esci”: ends the session, then starts the page afresh so that nothing stays in memory. */
export async function signOut(): Promise<void> {
  try {
    await api('POST /api/session/end')
  } finally {
    location.assign('/')
  }
}

function settle(next: Session | Problem): void {
  current = next
  for (const listener of listeners) listener()
}

/**
 * When the session really ends: other tabs and calls may have kept it open since the last answer. Asking does
 * not count as activity. 0 when it is over; undefined when nobody answers.
 */
export async function askIdleEnd(): Promise<number | undefined> {
  try {
    const session = await apiInBackground('GET /api/session')
    if (session.state !== 'full') return 0
    settle(session)
    return Date.parse(session.idleEndsAt)
  } catch {
    return undefined
  }
}
