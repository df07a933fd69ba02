import type { ApiRoutes } from '#contract/api.ts'
import { type Answer, api } from '../api.ts'
import { currentSession, type View } from './session.ts'
import { starts } from './starts.ts'
import { loadRoom } from './words.ts'

type ReadKey = Extract<keyof ApiRoutes, `GET ${string}`>
/** A question and what is sent with it, as queries.ts names its answer. */
export type Question = readonly [key: ReadKey, ...sent: unknown[]]

type Ahead = {
  /** The page's file, which navigation.ts names too; that is not here yet. */
  readonly file: () => Promise<unknown>
  readonly questions: readonly Question[]
  /** Questions that depend on the address. */
  readonly more?: () => Promise<readonly Question[]>
}

/** What the page of each start needs. */
const needs: Readonly<Record<View, Ahead>> = {
  user: {
    file: () => import('../user/home/HomePage.tsx'),
    questions: [['GET /api/me'], ['GET /api/call-handling/settings'], ['GET /api/me/news']],
  },
  administrator: {
    file: () => import('../admin/users/UsersPage.tsx'),
    questions: [
      ['GET /api/directory/first-access'],
      ['GET /api/directory/sites'],
      ['GET /api/directory/quick-views'],
      ['GET /api/people/administrators'],
    ],
    more: async () => (await import('../admin/users/questions.ts')).questionsOf(location.search),
  },
}

const asked = new Map<string, { readonly question: Question; readonly answer: Promise<unknown> }>()

const ask = (question: Question): void => {
  const answer = (api as (...question: Question) => Promise<unknown>)(...question)
  answer.catch(() => {}) // whoever takes it says what went wrong
  asked.set(JSON.stringify(question), { question, answer })
}

/**
 * As soon as the session says which page comes next, everything that it needs starts at once: its files, its words,
 * its answers. One after the other they would take four journeys to the server.
 */
export function fetchAhead(): void {
  const session = currentSession()
  if (session === null || session instanceof Error || session.state !== 'full') return
  void import('./Portal.tsx')
  void loadRoom(session.language, 'shell')
  setTimeout(readyDates, 50)
  setTimeout(readyNumbers, 60)
  const start = starts[session.view]
  if (location.pathname !== start.path) return
  const { file, questions, more } = needs[session.view]
  questions.forEach(ask)
  // By itself: each download begun takes a telephone some milliseconds.
  setTimeout(() => {
    void file()
    for (const room of start.words) void loadRoom(session.language, room)
    void more?.().then((questions) => questions.forEach(ask))
  })
}

/**
 * The first date that a page writes makes the browser read its tables of languages and time zones (80 ms on a
 * telephone): it does so while it waits for the network anyway.
 */
function readyDates(): void {
  new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', day: '2-digit', hour: '2-digit' }).format()
}

/** The same for numbers and plurals. */
function readyNumbers(): void {
  new Intl.NumberFormat('it-IT').format(1)
  new Intl.PluralRules('it').select(1)
}

/** The answer that was asked for ahead, once: whoever asks again means afresh. */
export function takeAhead<K extends ReadKey>(key: K, ...sent: unknown[]): Promise<Answer<K>> | undefined {
  const name = JSON.stringify([key, ...sent])
  const found = asked.get(name)
  asked.delete(name)
  return found?.answer as Promise<Answer<K>> | undefined
}

/** Hands on every answer that comes before its page asks: the page is then drawn once, with what it says. */
export function keepAhead(keep: (question: Question, answer: unknown) => void): void {
  for (const [name, { question, answer }] of asked) {
    answer.then(
      (data) => asked.delete(name) && keep(question, data),
      () => {},
    )
  }
}
