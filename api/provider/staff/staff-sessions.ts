import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterCommit, type Cellar } from '#database/connect.ts'
import type { Tables } from '#database/tables.ts'
import type { StaffRole, StaffStep } from '#domain/access/permissions.ts'
import {
  isLiveStaffSession,
  type StaffSessionFacts,
  staffIdleEnd,
  staffSessionEnd,
  staffStep,
  staffSteppedUpUntil,
} from '#domain/access/staff-session.ts'
import type { Clock } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import { digest } from '../../access/hasher.ts'
import type { Caller } from '../../http/visit.ts'
import {
  changeStaffSession,
  deleteStaffSession,
  dropOldestStaffSessions,
  type FoundStaffSession,
  findStaffSession,
  insertStaffSession,
} from './staff-session.sql.ts'

/** A member of staff whose session was alive when the request came: what handlers of the provider's routes get. */
export type LiveStaff = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: StaffRole
  readonly language: 'it' | 'en'
  readonly theme: 'auto' | 'light' | 'dark'
  readonly secondFactor: boolean
  readonly sessionId: string
  readonly sessionHash: Buffer
  readonly kind: 'second-factor' | 'full'
  /** What is still to do before the desk opens; null when nothing is. */
  readonly step: StaffStep | null
  readonly lastSeenAt: Date
  readonly idleEndsAt: Date
  readonly endsAt: Date
  /** Until then nothing asks for the password again. */
  readonly steppedUpUntil: Date | null
  readonly challenge: string | null
}

type Change = Parameters<typeof changeStaffSession>[2]

export type StaffSessions = {
  /** The caller's live session, if any; `active` requests keep it from idling out. */
  of(caller: Caller, active: boolean): Promise<LiveStaff | undefined>
  /** Begins a session and gives the browser its cookie. */
  begin(trx: Transaction<Tables>, caller: Caller, staffId: string, kind: LiveStaff['kind']): Promise<void>
  /**
   * Changes a session under a new cookie: the old one is dead in the same transaction.
   * @throws {Problem} session.none when it has ended meanwhile
   */
  renew(trx: Transaction<Tables>, caller: Caller, staff: LiveStaff, change: Change): Promise<void>
  /** Changes a session that keeps its cookie. */
  change(trx: Transaction<Tables>, staff: LiveStaff, change: Change): Promise<void>
  end(trx: Transaction<Tables>, caller: Caller, staff: LiveStaff): Promise<void>
}

const sessionsPerPerson = 5
/** `last_seen_at` is written at most once a minute. */
const touchMilliseconds = 60_000

/**
 * Sessions of the provider's people: a cookie of their own, beside which a company's session is nobody's (R16).
 * They are few and read at every request, so that whoever is disabled is out at once, in every process.
 */
export function createStaffSessions({ cellar, clock }: { cellar: Cellar; clock: Clock }): StaffSessions {
  const fresh = new WeakMap<Caller, string>()

  /** The browser gets the cookie only once the session is really there. */
  function handOver(trx: Transaction<Tables>, caller: Caller): Buffer {
    const token = randomBytes(32).toString('base64url')
    fresh.set(caller, token)
    afterCommit(trx, () => caller.cookies.write('staff', token))
    return digest(token)
  }

  return {
    async of(caller, active) {
      const token = fresh.get(caller) ?? caller.cookies.read('staff')
      if (!token || token.length > 100) return undefined
      const hash = digest(token)
      const found = await cellar.asService((trx) => findStaffSession(trx, hash), { readOnly: true })
      const now = clock()
      const staff = found && liveStaff(found, now)
      if (!staff || !active || now.getTime() - staff.lastSeenAt.getTime() < touchMilliseconds) return staff
      await cellar.asService((trx) => changeStaffSession(trx, hash, { last_seen_at: now }))
      return liveStaff({ ...found, last_seen_at: now }, now)
    },
    async begin(trx, caller, staffId, kind) {
      const now = clock()
      // Whoever signs in leaves what was open in this browser: a planted cookie opens nothing afterwards (S02).
      const before = caller.cookies.read('staff')
      if (before) await deleteStaffSession(trx, digest(before))
      await insertStaffSession(trx, {
        hash: handOver(trx, caller),
        id: randomUUID(),
        staff_id: staffId,
        kind,
        created_at: now,
        last_seen_at: now,
        expires_at: staffSessionEnd(kind, now),
        stepped_up_at: now,
        label: caller.label,
        ip: caller.ip,
      })
      await dropOldestStaffSessions(trx, staffId, sessionsPerPerson)
    },
    async renew(trx, caller, staff, change) {
      const hash = handOver(trx, caller)
      if (!(await changeStaffSession(trx, staff.sessionHash, { ...change, hash, last_seen_at: clock() })))
        throw new Problem('session.none')
    },
    async change(trx, staff, change) {
      await changeStaffSession(trx, staff.sessionHash, change)
    },
    async end(trx, caller, staff) {
      await deleteStaffSession(trx, staff.sessionHash)
      fresh.delete(caller)
      afterCommit(trx, () => caller.cookies.clear('staff'))
    },
  }
}

function liveStaff(row: FoundStaffSession, now: Date): LiveStaff | undefined {
  const facts: StaffSessionFacts = {
    kind: row.kind,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    steppedUpAt: row.stepped_up_at,
    staff: {
      passwordIsTemporary: row.password_is_temporary,
      secondFactor: row.second_factor,
      disabledAt: row.disabled_at,
    },
  }
  if (!isLiveStaffSession(facts, now)) return undefined
  return {
    id: row.staff_id,
    name: row.name,
    email: row.email,
    role: row.role,
    language: row.language,
    theme: row.theme,
    secondFactor: row.second_factor,
    sessionId: row.id,
    sessionHash: row.hash,
    kind: row.kind,
    step: staffStep(facts),
    lastSeenAt: row.last_seen_at,
    idleEndsAt: staffIdleEnd(facts),
    endsAt: row.expires_at,
    steppedUpUntil: staffSteppedUpUntil(facts, now) ?? null,
    challenge: row.challenge,
  }
}
