import type { Logger } from 'pino'
import type { Answered, Received, Route, RouteTable } from '#contract/route.ts'
import type { permissions } from '#domain/access/permissions.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { LiveStaff } from '../provider/staff/staff-sessions.ts'
import type { CookieJar } from './cookies.ts'

/** Who comes from where, for throttles, sessions and the audit log. */
export type Caller = {
  readonly ip: string
  /** Browser and system in words: "Chrome su Windows". */
  readonly label: string
  /** The language of the page that asks. */
  readonly language: 'it' | 'en'
  readonly requestId: string
  readonly cookies: CookieJar
  readonly log: Logger
}

/** One call of a route that the guard has let through: checked input, and who is asking. */
export type Visit<R extends Route = Route> = Received<R> & {
  readonly caller: Caller
  /** The live session; undefined only on routes that anyone may call. */
  readonly session: LiveSession | undefined
  /** Who of the provider asks; undefined on every route outside `/api/provider`. */
  readonly staff: LiveStaff | undefined
}

/** A visit on a route that asks for a session. */
export type SessionVisit<R extends Route = Route> = Visit<R> & { readonly session: LiveSession }

/** A visit on a route of the provider's people. */
export type StaffVisit<R extends Route = Route> = Visit<R> & { readonly staff: LiveStaff }

type Needed<R extends Route> = (typeof permissions)[R['may']]['session']

type Guarded<R extends Route> =
  Needed<R> extends 'nobody' ? Visit<R> : Needed<R> extends 'staff' ? StaffVisit<R> : SessionVisit<R>

/** Sounds and printed sheets leave as bytes. */
type Given<R extends Route> = R['answer'] extends 'wav' | 'pdf' ? Buffer : Answered<R>

/** The handlers of a room: one for every route of its table, no more and no fewer. */
export type Handlers<T extends RouteTable> = {
  readonly [K in keyof T]: T[K] extends Route ? (visit: Guarded<T[K]>) => Promise<Given<T[K]>> : never
}
