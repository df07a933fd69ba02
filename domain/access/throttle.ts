import { day, hour, later, minute, second } from '../clock.ts'

/**
 * What wrong tries cost (spec/security 3.4). Three shapes of rule, all harmless to the rightful owner in the end:
 *
 * - `growing`: some tries are free, then each waits longer; the count halves with every quiet hour.
 * - `window`: so many in a time, then a pause.
 * - `spread`: like `window`, but counts different accounts, since one address trying many is spraying.
 */
export type ThrottleRule = Growing | Window | Spread

type Growing = {
  readonly shape: 'growing'
  readonly free: number
  readonly waits: readonly number[]
  readonly halvesEvery: number
  /** NIST's limit on failures in a row: from there one try per `wait`, until this long nobody tried. */
  readonly inARow: { readonly limit: number; readonly wait: number; readonly forgottenAfter: number }
  readonly clearedBySuccess: boolean
}

type Window = {
  readonly shape: 'window'
  readonly limit: number
  readonly within: number
  /** Left out: until the window has passed. */
  readonly pause?: number
  /** A sign-in clears a person's own count; an office's address is never cleared, nor counted for successes. */
  readonly clearedBySuccess: boolean
}

type Spread = Omit<Window, 'shape'> & { readonly shape: 'spread' }

/** Every limit by name; what each row is keyed by stands before it. */
export const throttleRules = {
  // account × all devices we do not know
  signInUnknownDevice: {
    shape: 'growing',
    free: 5,
    waits: [15 * second, 30 * second, minute, 2 * minute, 4 * minute, 8 * minute, 15 * minute],
    halvesEvery: hour,
    inARow: { limit: 100, wait: 15 * minute, forgottenAfter: day },
    clearedBySuccess: true,
  },
  // account × a device that has signed in before: an attacker cannot lock its owner out
  signInTrustedDevice: { shape: 'window', limit: 10, within: 15 * minute, clearedBySuccess: true },
  // address (/32 or /64)
  signInAddress: { shape: 'window', limit: 30, within: 10 * minute, clearedBySuccess: false },
  signInAddressDay: { shape: 'window', limit: 200, within: day, clearedBySuccess: false },
  signInSpray: { shape: 'spread', limit: 11, within: 10 * minute, pause: 15 * minute, clearedBySuccess: false },
  // company: pauses the shared temporary password only (1.4.6)
  sharedPassword: { shape: 'window', limit: 20, within: hour, pause: 15 * minute, clearedBySuccess: false },
  // reset messages asked for, right or wrong; the answer never shows it
  resetAccountHour: { shape: 'window', limit: 3, within: hour, clearedBySuccess: false },
  resetAccountDay: { shape: 'window', limit: 6, within: day, clearedBySuccess: false },
  resetAddress: { shape: 'window', limit: 10, within: hour, clearedBySuccess: false },
  // mailbox: web and telephone share the count (2.10)
  pin: { shape: 'window', limit: 5, within: 15 * minute, pause: 15 * minute, clearedBySuccess: true },
  // somebody of 1928 who types codes: customers read them out, so few are wrong
  supportCode: { shape: 'window', limit: 10, within: 15 * minute, pause: 15 * minute, clearedBySuccess: false },
  pinDay: { shape: 'window', limit: 10, within: day, clearedBySuccess: false },
} as const satisfies Record<string, ThrottleRule>

export type ThrottleName = keyof typeof throttleRules

/** One key's history under one rule, as it is stored. */
export type ThrottleRow = {
  readonly failures: number
  /** Failures since the last success, which time does not halve. */
  readonly consecutive: number
  readonly firstFailureAt: Date
  readonly lastFailureAt: Date
  readonly blockedUntil: Date | null
  /** The accounts that a `spread` rule has counted. */
  readonly seen: readonly string[]
}

/** Rows that nobody added to for this long mean nothing any more. */
export const throttleRowLifetime = day

/**
 * The row after one more failure.
 * @param account what the failure was about; needed by `spread` rules only.
 */
export function afterFailure(rule: ThrottleRule, row: ThrottleRow | undefined, now: Date, account = ''): ThrottleRow {
  switch (rule.shape) {
    case 'growing':
      return afterGrowing(rule, row, now)
    case 'window':
      return afterWindow(rule, row, now, (kept) => kept.failures + 1, [])
    case 'spread': {
      const seen = new Set(inWindow(rule, row, now)?.seen).add(account)
      return afterWindow(rule, row, now, () => seen.size, [...seen])
    }
  }
}

/** Until when the next try has to wait; undefined when it may come now. */
export function waitUntil(_rule: ThrottleRule, row: ThrottleRow | undefined, now: Date): Date | undefined {
  return row?.blockedUntil && now < row.blockedUntil ? row.blockedUntil : undefined
}

/** The row after a success; undefined when it is to be deleted. */
export function afterSuccess(rule: ThrottleRule, row: ThrottleRow | undefined): ThrottleRow | undefined {
  return rule.clearedBySuccess ? undefined : row
}

/** How many wrong tries are still free: the sign-in page says so when few are left. */
export function triesLeft(rule: ThrottleRule, row: ThrottleRow | undefined, now: Date): number {
  if (rule.shape === 'growing') return Math.max(0, rule.free - (row ? halved(rule, row, now) : 0))
  return Math.max(0, rule.limit - (inWindow(rule, row, now)?.failures ?? 0))
}

function afterGrowing(rule: Growing, row: ThrottleRow | undefined, now: Date): ThrottleRow {
  const failures = (row ? halved(rule, row, now) : 0) + 1
  const quiet = row ? now.getTime() - row.lastFailureAt.getTime() : 0
  const consecutive = (row && quiet < rule.inARow.forgottenAfter ? row.consecutive : 0) + 1
  const step = failures - rule.free
  const wait =
    consecutive >= rule.inARow.limit ? rule.inARow.wait : step < 0 ? 0 : (rule.waits[step] ?? rule.waits.at(-1) ?? 0)
  return {
    failures,
    consecutive,
    firstFailureAt: row?.firstFailureAt ?? now,
    lastFailureAt: now,
    blockedUntil: wait > 0 ? later(now, wait) : null,
    seen: [],
  }
}

function halved(rule: Growing, row: ThrottleRow, now: Date): number {
  const quietHours = Math.max(0, Math.floor((now.getTime() - row.lastFailureAt.getTime()) / rule.halvesEvery))
  return Math.floor(row.failures / 2 ** quietHours)
}

function afterWindow(
  rule: Window | Spread,
  row: ThrottleRow | undefined,
  now: Date,
  count: (kept: { failures: number }) => number,
  seen: readonly string[],
): ThrottleRow {
  const kept = inWindow(rule, row, now)
  const firstFailureAt = kept?.firstFailureAt ?? now
  const failures = count(kept ?? { failures: 0 })
  const pauseEnds = rule.pause === undefined ? later(firstFailureAt, rule.within) : later(now, rule.pause)
  return {
    failures,
    consecutive: (row?.consecutive ?? 0) + 1,
    firstFailureAt,
    lastFailureAt: now,
    blockedUntil: failures >= rule.limit ? pauseEnds : null,
    seen,
  }
}

/** The row, while the window that its first failure opened has not passed. */
function inWindow(rule: Window | Spread, row: ThrottleRow | undefined, now: Date): ThrottleRow | undefined {
  return row && now.getTime() - row.firstFailureAt.getTime() < rule.within ? row : undefined
}
