import { type Answer, api } from '../api.ts'
import { currentSession } from './session.ts'
import { loadRoom } from './words.ts'

/** What Home asks first, and only for itself: no parameters. */
const firstReads = ['GET /api/me', 'GET /api/call-handling/settings'] as const
type FirstRead = (typeof firstReads)[number]

const asked = new Map<string, Promise<unknown>>()

/**
 * As soon as the session says that Home comes next, everything that Home needs starts at once: its files, its words,
 * its answers. One after the other they would take four journeys to the server.
 */
export function fetchAhead(): void {
  const session = currentSession()
  if (session === null || session instanceof Error || session.state !== 'full') return
  void import('./Portal.tsx')
  if (session.view !== 'user' || location.pathname !== '/') return
  void import('../user/home/HomePage.tsx')
  for (const room of ['user', 'activity', 'call-handling', 'call-history']) void loadRoom(session.language, room)
  for (const key of firstReads) {
    const answer = api(key)
    answer.catch(() => {}) // whoever takes it says what went wrong
    asked.set(key, answer)
  }
}

/** The answer that was asked for ahead, once: whoever asks again means afresh. */
export function takeAhead<K extends FirstRead>(key: K): Promise<Answer<K>> | undefined {
  const answer = asked.get(key)
  asked.delete(key)
  return answer as Promise<Answer<K>> | undefined
}
