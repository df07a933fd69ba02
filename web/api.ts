import { type Answer, ApiProblem, type Call, createClient } from '#contract/client.ts'
import type { ProblemCode, ProblemFacts } from '#domain/problem.ts'

/** `network`: the request never reached the server, or what came back was not the server’s. */
export type ScreenCode = ProblemCode | 'network'

/** Why a call failed, in the words of `translations/<language>/problems.ts` and the facts they need. */
export class Problem extends Error {
  readonly code: ScreenCode
  readonly facts: ProblemFacts
  readonly status: number
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | undefined

  constructor(code: ScreenCode, facts: ProblemFacts = {}, status = 0, retryAfter?: number) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.facts = facts
    this.status = status
    this.retryAfter = retryAfter
  }
}

type Listener = () => void
const endListeners = new Set<Listener>()

/** Hears that the session has ended in the middle of something; the page stays as it is. */
export function onSessionEnd(listener: Listener): Listener {
  endListeners.add(listener)
  return () => endListeners.delete(listener)
}

/** The session is over: says so to whoever listens. */
export function endSession(): void {
  for (const listener of endListeners) listener()
}

let ahead = 0

/** The server’s clock, as read from its last answer, so that a wrong computer clock never ends a session early. */
export const serverNow = (): number => Date.now() + ahead

/** Tells the server that nobody pressed anything: such a call does not keep the session open. */
const background = { 'x-osw-background': '1' }

/** The language on the screen, not the browser's first one: the line keeps it from its first own password on. */
const language = () => ({ 'accept-language': globalThis.document?.documentElement.lang || 'it' })

const callerWith = (headers: Record<string, string>): Call =>
  told(
    createClient(async (path, init) => {
      const response = await fetch(path, {
        ...init,
        headers: { ...language(), ...init.headers, ...headers },
        credentials: 'same-origin',
        cache: 'no-store',
      })
      const date = Date.parse(response.headers.get('date') ?? '')
      // The header has whole seconds: only a real difference counts.
      if (!Number.isNaN(date)) ahead = Math.abs(date - Date.now()) > 5_000 ? date - Date.now() : 0
      return response
    }),
  )

/** Calls that may give the session a new cookie (a password, a view, an e-mail that is verified), while they run. */
const changing = new Set<Promise<unknown>>()

/** Turns everything thrown into a problem with a sentence, and tells when the session has ended. */
const told =
  (call: Call): Call =>
  async (key, ...sent) => {
    const changedBefore = changes
    const running = call(key, ...sent)
    if (!key.startsWith('GET ')) watch(running)
    try {
      return await running
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code !== 'session.none') throw problem
      // It may have left with the old cookie while another call was getting the new one: then nothing has ended.
      await Promise.allSettled(changing)
      if (changes === changedBefore) {
        endSession()
        throw problem
      }
      try {
        return await call(key, ...sent)
      } catch (again) {
        const still = asProblem(again)
        if (still.code === 'session.none') endSession()
        throw still
      }
    }
  }

/** How many of them have succeeded. */
let changes = 0

function watch(running: Promise<unknown>): void {
  const settled = running.then(
    () => {
      changes += 1
    },
    () => undefined,
  )
  changing.add(settled)
  void settled.finally(() => changing.delete(settled))
}

/**
 * Calls the API: `await api('POST /api/session', { body })`. Types come from the contract; none of its code
 * reaches the browser.
 * @throws {Problem} always, and nothing else, when it did not work.
 */
export const api: Call = callerWith({})

/** The same for what the page asks by itself, such as polling. */
export const apiInBackground: Call = callerWith(background)

/** Anything thrown, as a problem that has a sentence. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (!(error instanceof ApiProblem)) return new Problem('network')
  const { code, status, type: _type, title: _title, ...facts } = error.body
  const seconds = error.retryAfter ?? (typeof facts.retryAfter === 'number' ? facts.retryAfter : undefined)
  return new Problem(
    code ?? 'network',
    { ...facts, ...(seconds === undefined ? {} : { retryAfter: seconds }) },
    status,
    seconds,
  )
}

export type { Answer }
