import type { Cellar } from '#database/connect.ts'
import {
  afterFailure,
  afterSuccess,
  type ThrottleName,
  type ThrottleRow,
  throttleRules,
  waitUntil,
} from '#domain/access/throttle.ts'
import type { Clock } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import { keyed } from './hasher.ts'
import { perMinute } from './per-minute.ts'
import { dropThrottles, findThrottles, lockThrottles, openThrottles, putThrottle } from './throttle.sql.ts'

/** One count: a rule, and what it is counted for. */
type Count = { rule: ThrottleName; key: Buffer }

export type SignInAttempt = {
  /** The number in E.164, or what was typed: unknown numbers are throttled like known ones. */
  account: string
  ip: string
  /** Id of the trusted device, if this browser is one for this line. */
  device: string | undefined
  companyId: string | undefined
}

/** How things stood before the attempt. */
export type Pace = {
  /** Failures of this account from unknown devices since the last success. */
  failures: number
  sharedSecretPaused: boolean
  counted: Buffer[]
}

export type Throttles = ReturnType<typeof createThrottles>

/**
 * Limits on wrong tries (spec/security 3.4), counted in the database so that every process shares them and a
 * restart forgives nothing. Keys are HMACs: the table names neither numbers nor addresses.
 */
export function createThrottles(parts: { cellar: Cellar; clock: Clock; key: Buffer }) {
  const { cellar, clock } = parts
  const count = (rule: ThrottleName, ...what: string[]): Count => ({ rule, key: keyed(parts.key, rule, ...what) })
  const mark = (account: string) => keyed(parts.key, 'seen', account).toString('base64url').slice(0, 16)

  async function rowsOf(counts: Count[]): Promise<Map<string, ThrottleRow>> {
    const rows = await cellar.asService(
      (trx) =>
        findThrottles(
          trx,
          counts.map((c) => c.key),
        ),
      { readOnly: true, once: true },
    )
    return new Map(rows.map((row) => [row.key.toString('base64'), presentRow(row)]))
  }

  const isBlocked = (rows: Map<string, ThrottleRow>, c: Count) =>
    waitUntil(throttleRules[c.rule], rows.get(c.key.toString('base64')), clock())

  /** @throws {Problem} throttled, with the longest wait of the given counts */
  async function refuseWhileBlocked(counts: Count[], known?: Map<string, ThrottleRow>): Promise<void> {
    const rows = known ?? (await rowsOf(counts))
    const longest = Math.max(...counts.map((c) => isBlocked(rows, c)?.getTime() ?? 0))
    if (longest > 0) throw new Problem('throttled', { retryAfter: Math.ceil((longest - clock().getTime()) / 1000) })
  }

  /** Adds one to each count, unless one of them stands at a limit that `unless` minds; nobody counts in between. */
  async function add(counts: Count[], account = '', unless: 'blocked' | 'never' = 'never'): Promise<boolean> {
    const inOrder = counts.toSorted((a, b) => Buffer.compare(a.key, b.key))
    return cellar.asService(async (trx) => {
      const now = clock()
      await openThrottles(
        trx,
        inOrder.map((c) => emptyRow(c, now)),
      )
      const found = await lockThrottles(
        trx,
        inOrder.map((c) => c.key),
      )
      const rows = new Map(found.map((row) => [row.key.toString('base64'), presentRow(row)]))
      if (unless === 'blocked' && counts.some((c) => isBlocked(rows, c))) return false
      for (const { rule, key } of inOrder) {
        const next = afterFailure(throttleRules[rule], rows.get(key.toString('base64')), now, mark(account))
        await putThrottle(trx, {
          key,
          rule,
          failures: next.failures,
          consecutive: next.consecutive,
          first_failure_at: next.firstFailureAt,
          last_failure_at: next.lastFailureAt,
          blocked_until: next.blockedUntil,
          seen: [...next.seen],
        })
      }
      return true
    })
  }

  const clear = (counts: Count[]) =>
    cellar.asService((trx) =>
      dropThrottles(
        trx,
        counts.filter((c) => !afterSuccess(throttleRules[c.rule], noRow)).map((c) => c.key),
      ),
    )

  const signInCounts = ({ account, ip, device }: SignInAttempt): Count[] =>
    device
      ? [count('signInTrustedDevice', account, device)]
      : [
          count('signInUnknownDevice', account),
          count('signInAddress', network(ip)),
          count('signInAddressDay', network(ip)),
          count('signInSpray', network(ip)),
        ]

  const secret = (lineId: string) => [count('signInTrustedDevice', 'signed in', lineId)]
  const link = (ip: string) => [count('signInAddress', 'link', network(ip))]
  const pin = (lineId: string) => [count('pin', lineId), count('pinDay', lineId)]
  const exportsAMinute = perMinute(20, clock)

  return {
    /** @throws {Problem} throttled */
    async beforeSignIn(attempt: SignInAttempt): Promise<Pace> {
      const shared = attempt.companyId ? count('sharedPassword', attempt.companyId) : undefined
      const counts = signInCounts(attempt)
      const rows = await rowsOf(shared ? [...counts, shared] : counts)
      await refuseWhileBlocked(counts, rows)
      const rowOf = (c: Count) => rows.get(c.key.toString('base64'))
      return {
        failures: rowOf(count('signInUnknownDevice', attempt.account))?.consecutive ?? 0,
        sharedSecretPaused: shared !== undefined && isBlocked(rows, shared) !== undefined,
        counted: counts.filter(rowOf).map((c) => c.key),
      }
    },
    /** `shared`: the shared temporary password was asked, and was not this. */
    async signInFailed(attempt: SignInAttempt & { shared: boolean }): Promise<void> {
      const shared = attempt.shared && attempt.companyId ? [count('sharedPassword', attempt.companyId)] : []
      await add([...signInCounts(attempt), ...shared], attempt.account)
    },
    /** Clears this person's own count; nothing is written when there was none. */
    async signInSucceeded(attempt: SignInAttempt, pace: Pace): Promise<void> {
      const own = signInCounts(attempt).filter((c) => pace.counted.some((key) => key.equals(c.key)))
      if (own.some((c) => throttleRules[c.rule].clearedBySuccess)) await clear(own)
    },

    /** Passwords and codes asked of somebody who is signed in: step-up, change, second factor. @throws {Problem} throttled */
    beforeSecret: (lineId: string) => refuseWhileBlocked(secret(lineId)),
    secretFailed: (lineId: string) => add(secret(lineId)),
    secretRight: async (lineId: string): Promise<void> => void (await clear(secret(lineId))),

    /** Tries at mailed links, by address. @throws {Problem} throttled */
    beforeLink: (ip: string) => refuseWhileBlocked(link(ip)),
    linkFailed: (ip: string) => add(link(ip)),

    /** @throws {Problem} throttled */
    beforeSupportCode: (staffId: string) => refuseWhileBlocked([count('supportCode', staffId)]),
    supportCodeFailed: (staffId: string) => add([count('supportCode', staffId)]),

    /** @throws {Problem} throttled */
    beforePin: (lineId: string) => refuseWhileBlocked(pin(lineId)),
    pinFailed: (lineId: string) => add(pin(lineId)),
    pinRight: async (lineId: string): Promise<void> => void (await clear(pin(lineId))),

    /** Counts the request; false when no letter may go out. The caller answers the same either way. */
    mayRequestReset(account: string, ip: string): Promise<boolean> {
      const counts = [
        count('resetAccountHour', account),
        count('resetAccountDay', account),
        count('resetAddress', network(ip)),
      ]
      return add(counts, account, 'blocked')
    },

    /** Heavy work a session may ask for, by the minute. @throws {Problem} throttled */
    perSession(session: { id: string }, _what: 'export'): void {
      const wait = exportsAMinute(session.id)
      if (wait) throw new Problem('throttled', { retryAfter: wait })
    },
  }
}

const emptyRow = ({ rule, key }: Count, now: Date) => ({
  key,
  rule,
  failures: 0,
  consecutive: 0,
  first_failure_at: now,
  last_failure_at: now,
})

const noRow: ThrottleRow = {
  failures: 0,
  consecutive: 0,
  firstFailureAt: new Date(0),
  lastFailureAt: new Date(0),
  blockedUntil: null,
  seen: [],
}

function presentRow(row: {
  failures: number
  consecutive: number
  first_failure_at: Date
  last_failure_at: Date
  blocked_until: Date | null
  seen: string[]
}): ThrottleRow {
  return {
    failures: row.failures,
    consecutive: row.consecutive,
    firstFailureAt: row.first_failure_at,
    lastFailureAt: row.last_failure_at,
    blockedUntil: row.blocked_until,
    seen: row.seen,
  }
}

/** One household or office counts as one: an IPv4 address, or an IPv6 /64. */
function network(ip: string): string {
  const plain = ip.startsWith('::ffff:') ? ip.slice(7) : ip
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
}
