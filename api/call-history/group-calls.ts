import type { FoundCall } from './records.sql.ts'

/** Days are those of the people who call, whatever the server's clock shows. */
const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' })

/** Calls one after the other with the same person, on one day. */
export function groupCalls(calls: readonly FoundCall[]): [FoundCall, ...FoundCall[]][] {
  const groups: [FoundCall, ...FoundCall[]][] = []
  let day = ''
  for (const call of calls) {
    const group = groups.at(-1)
    const ofDay = dayOf.format(call.started_at)
    if (group && group[0].other_key === call.other_key && ofDay === day) group.push(call)
    else groups.push([call])
    day = ofDay
  }
  return groups
}
