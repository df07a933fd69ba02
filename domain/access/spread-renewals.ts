import { day } from '../clock.ts'

/**
 * A company that was activated on one day has passwords that all end on one day (spec/product 7.2, idea 6). Some people
 * are asked to change theirs earlier, so that on no day more than a few have to. Nobody's password lasts longer for it:
 * the 365 days stay (spec/security D-3).
 */
export type Renewal = {
  readonly lineId: string
  readonly endsAt: Date /** A letter reaches its owner. */
  readonly reachable: boolean
}

export type Spread = {
  /** Who is asked, and at which instant. */
  readonly asked: readonly { readonly lineId: string; readonly askAt: Date }[]
  /** Beyond the limit of their day, and nowhere to go: no room before it, or no letter reaches them. */
  readonly left: number
}

export const spreadLimits = {
  perDay: { least: 1, most: 500, usual: 10 },
  /** How far ahead passwords are looked at. */ days: 365,
} as const

/** People are asked at nine in the office's morning. */
const askHour = 9

/**
 * Asks those beyond `perDay` of each day on working days before it, as near to it as there is room: whoever is asked
 * gives up as little of the 365 days as possible. Never today, because the letter needs a day to be read.
 */
export function spreadRenewals(renewals: readonly Renewal[], now: Date, perDay: number): Spread {
  const days = Map.groupBy(renewals, ({ endsAt }) => officeDay(endsAt))
  const taken = new Map([...days].map(([name, ending]) => [name, Math.min(ending.length, perDay)]))
  const first = nextDay(officeDay(now))
  const asked: { lineId: string; askAt: Date }[] = []
  let left = 0
  // Latest days first: what they push back must not land on a day that has been settled already.
  for (const [name, ending] of [...days].sort(([a], [b]) => (a < b ? 1 : -1))) {
    let surplus = ending.length - perDay
    if (surplus <= 0) continue
    const movable = ending.filter(({ reachable }) => reachable)
    let candidate = previousDay(name)
    while (surplus > 0 && movable.length > 0 && candidate >= first) {
      const room = isWorkingDay(candidate) ? perDay - (taken.get(candidate) ?? 0) : 0
      for (const { lineId } of movable.splice(0, Math.max(0, Math.min(room, surplus)))) {
        asked.push({ lineId, askAt: officeMorning(candidate) })
        taken.set(candidate, (taken.get(candidate) ?? 0) + 1)
        surplus -= 1
      }
      candidate = previousDay(candidate)
    }
    left += surplus
  }
  return { asked: asked.sort((a, b) => a.askAt.getTime() - b.askAt.getTime()), left }
}

// Annotated, because pages import the limits above and nothing else of this file (making one takes a phone 80 ms).
const italian = /* @__PURE__ */ new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' })

/** The day in the office, `2027-11-22`. */
export const officeDay = (at: Date): string => italian.format(at)

const shifted = (name: string, by: number): string =>
  new Date(Date.parse(`${name}T12:00:00Z`) + by * day).toISOString().slice(0, 10)
const nextDay = (name: string): string => shifted(name, 1)
const previousDay = (name: string): string => shifted(name, -1)

function isWorkingDay(name: string): boolean {
  const weekday = new Date(`${name}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

const offsetName = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  timeZoneName: 'longOffset',
})

/** Nine o'clock in Italy on that day, winter or summer. */
function officeMorning(name: string): Date {
  const noon = new Date(`${name}T12:00:00Z`)
  const offset =
    offsetName
      .formatToParts(noon)
      .find(({ type }) => type === 'timeZoneName')
      ?.value.slice(3) || '+00:00'
  return new Date(`${name}T${String(askHour).padStart(2, '0')}:00:00${offset}`)
}
