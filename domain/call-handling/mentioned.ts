import type { PhoneNumber } from '../phone-number.ts'
import type { CallSettings, Destination } from './settings.ts'

/** Every place outside that these settings may send a call to. */
export function outsideNumbers(settings: CallSettings): Set<PhoneNumber> {
  const destinations: (Destination | null)[] = [
    settings.forwardAll.to,
    settings.noAnswer.to,
    settings.busy.to,
    settings.unavailable.to,
    ...settings.ringing.others,
    ...settings.ringing.order.flatMap(({ leg }) => (leg.kind === 'destination' ? [leg.to] : [])),
    ...settings.selectiveForward.rules.map(({ to }) => to),
  ]
  return new Set([
    ...destinations.flatMap((to) => (to?.kind === 'number' ? [to.number] : [])),
    ...settings.savedNumbers.map(({ number }) => number),
  ])
}

/** The lines these settings speak of, to name them. */
export function linesIn(settings: unknown): Set<string> {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('lineId' in value && typeof value.lineId === 'string') found.add(value.lineId)
    for (const inner of Object.values(value)) look(inner)
  }
  look(settings)
  return found
}
