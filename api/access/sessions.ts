import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { LRUCache } from 'lru-cache'
import { afterCommit, type Cellar } from '#database/connect.ts'
import type { CredentialKind, EmailSource, EmailStatus, SessionKind, Tables, View } from '#database/tables.ts'
import { absoluteEnd, isLive } from '#domain/access/session.ts'
import type { Clock } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import { atMost } from '../at-most.ts'
import type { Caller } from '../http/visit.ts'
import { digest } from './hasher.ts'
import {
  changeSession,
  deleteSession,
  dropOldestSessions,
  type FoundSession,
  findSession,
  insertSession,
  type NewSession,
  touchSession,
} from './session.sql.ts'

/** A session that was alive when the request came, with the facts its rights are computed from. */
export type LiveSession = {
  readonly hash: Buffer
  readonly id: string
  readonly kind: SessionKind
  readonly view: View | null
  readonly passwordKind: 'shared' | 'temporary' | 'own'
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly passwordAt: Date | null
  readonly steppedUpAt: Date | null
  readonly stepUpFailures: number
  readonly family: Buffer | null
  readonly remember: boolean
  readonly label: string
  readonly challenge: string | null
  readonly secondFactor: boolean
  readonly line: {
    readonly id: string
    readonly companyId: string
    readonly number: string
    readonly extension: string
    readonly name: string
    readonly site: string
    /** Of the Sede: by it this person reads. */
    readonly timeZone: TimeZone
    readonly service: string
    readonly role: 'user' | 'administrator'
    /** The sites this administrator answers for; null: the whole company. */
    readonly administratorSites: readonly string[] | null
    readonly account: 'provisioned' | 'live' | 'disabled' | 'closed'
    readonly credential: CredentialKind
    readonly credentialSetAt: Date | null
    readonly credentialExpiresAt: Date | null
    readonly gateOpenedAt: Date | null
    readonly email: string | null
    readonly emailStatus: EmailStatus
    readonly emailSource: EmailSource | null
    readonly emailNext: string | null
    readonly emailLaterSince: Date | null
    readonly signInsWithoutEmail: number
    readonly language: 'it' | 'en'
    readonly theme: 'auto' | 'light' | 'dark'
    readonly activatedAt: Date | null
    readonly activationConfirmedAt: Date | null
  }
  readonly company: {
    readonly name: string
    readonly passwordExpiryDays: number | null
    readonly mfaRequired: boolean
    readonly approveSince: Date | null
    /** What the contract offers. */
    readonly languages: readonly ('it' | 'en')[]
    readonly activatedAt: Date
    readonly closedAt: Date | null
  }
  readonly grant: { readonly subjectId: string; readonly expiresAt: Date } | null
}

export type Sessions = {
  /** The caller's live session, if any; `active` requests keep it from idling out. */
  of(caller: Caller, active: boolean): Promise<LiveSession | undefined>
  /** Begins a session and gives the browser its cookie. */
  begin(trx: Transaction<Tables>, caller: Caller, facts: BeginSession): Promise<void>
  /**
   * Changes a session under a new cookie: the old one is dead in the same transaction.
   * @throws {Problem} session.none when it has ended meanwhile
   */
  renew(trx: Transaction<Tables>, caller: Caller, session: LiveSession, change: SessionChange): Promise<void>
  /** Changes a session that keeps its cookie. */
  change(trx: Transaction<Tables>, session: LiveSession, change: SessionChange): Promise<void>
  end(trx: Transaction<Tables>, caller: Caller, session: LiveSession): Promise<void>
  /** To be called in every transaction that changes a line, its credential or its sessions. */
  forget(trx: Transaction<Tables>, lineId: string): void
  /** To be called in every transaction that changes what holds for a whole company. */
  forgetCompany(trx: Transaction<Tables>, companyId: string): void
  /** Reads the state again, after a change in this very request. */
  reread(caller: Caller): Promise<LiveSession | undefined>
}

export type BeginSession = Pick<
  NewSession,
  'line_id' | 'company_id' | 'kind' | 'view' | 'password_kind' | 'password_at' | 'family' | 'remember'
>
export type SessionChange = Parameters<typeof changeSession>[2]

/** Other processes see a change after this long; in this one at once. */
const cacheMilliseconds = 2000
const sessionsPerPerson = 10
/** `last_seen_at` is written at most once a minute. */
const touchMilliseconds = 60_000

export function createSessions(parts: {
  cellar: Cellar
  clock: Clock
  /** Hears after each change of a line's sessions. */
  changed?: (lineId: string) => void
}): Sessions {
  const { cellar, clock, changed } = parts
  const cache = new LRUCache<string, LiveSession>({ ...atMost(20_000), ttl: cacheMilliseconds })
  const hashesOfLine = new LRUCache<string, Set<string>>(atMost(20_000))
  const fresh = new WeakMap<Caller, string>()
  let generation = 0

  const tokenOf = (caller: Caller) => fresh.get(caller) ?? caller.cookies.read('session')

  function makeToken(): { token: string; hash: Buffer } {
    const token = randomBytes(32).toString('base64url')
    return { token, hash: digest(token) }
  }

  /** The browser gets the cookie only once the session is really there. */
  function handOver(trx: Transaction<Tables>, caller: Caller, token: string): void {
    fresh.set(caller, token)
    afterCommit(trx, () => caller.cookies.write('session', token))
  }

  async function load(token: string): Promise<LiveSession | undefined> {
    const hash = digest(token)
    const key = hash.toString('base64')
    const kept = cache.get(key)
    if (kept) return kept
    const startedIn = generation
    const found = await cellar.asService((trx) => findSession(trx, hash), { readOnly: true, once: true })
    if (!found) return undefined
    const session = liveSession(found)
    if (generation === startedIn) {
      cache.set(key, session)
      const known = hashesOfLine.get(session.line.id) ?? new Set()
      hashesOfLine.set(session.line.id, known.add(key))
    }
    return session
  }

  async function current(caller: Caller): Promise<LiveSession | undefined> {
    const token = tokenOf(caller)
    if (!token || token.length > 100) return undefined
    const session = await load(token)
    return session && isLive(session, clock()) && isOfLiveAccount(session) ? session : undefined
  }

  /** Whoever signs in leaves what was open in this browser: a planted cookie opens nothing afterwards (S02). */
  async function leave(trx: Transaction<Tables>, caller: Caller): Promise<void> {
    const token = caller.cookies.read('session')
    if (!token) return
    const hash = digest(token)
    await deleteSession(trx, hash)
    afterCommit(trx, () => {
      generation += 1
      cache.delete(hash.toString('base64'))
    })
  }

  const self: Sessions = {
    async of(caller, active) {
      const session = await current(caller)
      if (!session || !active) return session
      const now = clock()
      if (now.getTime() - session.lastSeenAt.getTime() < touchMilliseconds) return session
      await cellar.asService(async (trx) => {
        await touchSession(trx, session.hash, now)
        self.forget(trx, session.line.id)
      })
      return { ...session, lastSeenAt: now }
    },
    reread: current,
    async begin(trx, caller, facts) {
      const { token, hash } = makeToken()
      const now = clock()
      await leave(trx, caller)
      await insertSession(trx, {
        ...facts,
        hash,
        id: randomUUID(),
        created_at: now,
        last_seen_at: now,
        stepped_up_at: facts.password_at,
        expires_at: absoluteEnd(facts.kind, facts.view, now),
        label: caller.label,
        ip: caller.ip,
      })
      await dropOldestSessions(trx, facts.line_id, sessionsPerPerson)
      self.forget(trx, facts.line_id)
      handOver(trx, caller, token)
    },
    async renew(trx, caller, session, change) {
      const { token, hash } = makeToken()
      const renewed = await changeSession(trx, session.hash, { ...change, hash, last_seen_at: clock() })
      // Ended, or renewed by a second request of the same browser, which then holds the living cookie.
      if (!renewed) throw new Problem('session.none')
      self.forget(trx, session.line.id)
      handOver(trx, caller, token)
    },
    async change(trx, session, change) {
      await changeSession(trx, session.hash, change)
      self.forget(trx, session.line.id)
    },
    async end(trx, caller, session) {
      await deleteSession(trx, session.hash)
      self.forget(trx, session.line.id)
      fresh.delete(caller)
      afterCommit(trx, () => caller.cookies.clear('session'))
    },
    forgetCompany(trx, companyId) {
      afterCommit(trx, () => {
        generation += 1
        for (const [key, session] of cache.entries()) if (session.line.companyId === companyId) cache.delete(key)
      })
    },
    forget(trx, lineId) {
      const drop = () => {
        generation += 1
        for (const key of hashesOfLine.get(lineId) ?? []) cache.delete(key)
        hashesOfLine.delete(lineId)
      }
      drop()
      afterCommit(trx, () => {
        drop()
        changed?.(lineId)
      })
    },
  }
  return self
}

/** Nothing opened by an account outlives it, whoever closed or disabled it. */
const isOfLiveAccount = ({ line, company }: LiveSession): boolean =>
  line.account === 'live' && company.closedAt === null

function liveSession(row: FoundSession): LiveSession {
  return {
    hash: row.hash,
    id: row.id,
    kind: row.kind,
    view: row.view,
    passwordKind: row.password_kind,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    passwordAt: row.password_at,
    steppedUpAt: row.stepped_up_at,
    stepUpFailures: row.step_up_failures,
    family: row.family,
    remember: row.remember,
    label: row.label,
    challenge: row.challenge,
    secondFactor: row.second_factor,
    line: {
      id: row.line_id,
      companyId: row.company_id,
      number: row.number,
      extension: row.extension,
      name: row.name,
      site: row.site_name,
      timeZone: row.time_zone,
      service: row.service_name,
      role: row.role,
      administratorSites: row.administrator_sites,
      account: row.account,
      credential: row.credential,
      credentialSetAt: row.credential_set_at,
      credentialExpiresAt: row.credential_expires_at,
      gateOpenedAt: row.gate_opened_at,
      email: row.email,
      emailStatus: row.email_status,
      emailSource: row.email_source,
      emailNext: row.email_next,
      emailLaterSince: row.email_later_since,
      signInsWithoutEmail: row.sign_ins_without_email,
      language: row.language,
      theme: row.theme,
      activatedAt: row.activated_at,
      activationConfirmedAt: row.activation_confirmed_at,
    },
    company: {
      name: row.company_name,
      passwordExpiryDays: row.password_expiry_days,
      mfaRequired: row.mfa_required,
      approveSince: row.approve_since,
      languages: row.languages,
      activatedAt: row.company_activated_at,
      closedAt: row.company_closed_at,
    },
    grant:
      row.grant_subject && row.grant_expires_at
        ? { subjectId: row.grant_subject, expiresAt: row.grant_expires_at }
        : null,
  }
}
