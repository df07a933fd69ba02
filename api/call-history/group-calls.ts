import { dayIn, type TimeZone } from '#domain/time-zone.ts'
import type { FoundCall } from './records.sql.ts'

/** Calls one after the other with the same person, on one day of the Sede. */
export function groupCalls(calls: readonly FoundCall[], zone: TimeZone): [FoundCall, ...FoundCall[]][] {
  const groups: [FoundCall, ...FoundCall[]][] = []
  let day = ''
  for (const call of calls) {
    const group = groups.at(-1)
    const ofDay = dayIn(call.started_at, zone)
    if (group && group[0].other_key === call.other_key && ofDay === day) group.push(call)
    else groups.push([call])
    day = ofDay
  }
  return groups
}
