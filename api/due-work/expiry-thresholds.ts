import { addDays } from '#domain/clock.ts'

/** Days before the end of an own password on which its holder is told (spec/security 2.2; ASVS 5.0 6.4.5). */
export const warningDays = [30, 14, 7, 3, 1] as const

/** After a longer standstill nobody is told that a password expired: its holder has found out. */
const lateness = 14

/** Passwords that end within `(after, until]` are due the notice named `notice`, once each. */
export type ExpiryWindow = {
  /** Days before the end at which the notice falls due; 0 when the password has expired. */
  readonly notice: (typeof warningDays)[number] | 0
  readonly after: Date
  readonly until: Date
}

/**
 * The windows at an instant. They do not overlap, so a password is due only the notice nearest to its end:
 * after a standstill nobody receives all that were missed.
 * @param since leaves out what was in the same window at that instant already
 */
export function expiryWindows(now: Date, since?: Date): ExpiryWindow[] {
  const noticed = [...warningDays, 0] as const
  return noticed.map((notice, i) => {
    const opens = addDays(now, noticed[i + 1] ?? -lateness)
    const seen = since === undefined ? opens : addDays(since, notice)
    return { notice, after: latest(opens, seen), until: addDays(now, notice) }
  })
}

const latest = (...instants: Date[]): Date => new Date(Math.max(...instants.map(Number)))
