/** The hour of the digest on the office’s clock. */
const eveningHour = 18

const calendar = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

function inRome(at: Date): { year: number; month: number; day: number; hour: number } {
  const parts = new Map(calendar.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour') }
}

/** The latest instant, not after `now`, at which it was 18:00 in Italy. */
export function latestEvening(now: Date): Date {
  const today = inRome(now)
  const back = today.hour < eveningHour ? 1 : 0
  // At 18:00 Italy is one or two hours ahead of UTC: of the two instants take the one that reads 18:00 there.
  const inWinter = new Date(Date.UTC(today.year, today.month - 1, today.day - back, eveningHour - 1))
  return inRome(inWinter).hour === eveningHour ? inWinter : new Date(inWinter.getTime() - 3_600_000)
}
