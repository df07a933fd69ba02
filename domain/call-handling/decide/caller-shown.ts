import type { PhoneNumber } from '../../phone-number.ts'
import type { Caller, LineFacts } from '../facts.ts'
import type { CallerShown } from '../plan.ts'

/** TEL-13: what is asserted is always the line's own; the caller's number is shown where it may be. */
export function callerShown(caller: Caller, line: LineFacts | undefined): CallerShown {
  const asserted = line?.number ?? caller.number ?? ('+39' as PhoneNumber)
  return {
    name: caller.withheld && caller.lineId === null ? '' : caller.name,
    inside: caller.lineId === null && caller.withheld ? null : caller.extension || caller.number,
    asserted,
    outside: caller.withheld ? asserted : (caller.number ?? asserted),
    withheld: caller.withheld,
  }
}
