import { type CallSettings, limits } from '../settings.ts'
import type { ChangeGround } from './ground.ts'
import { refuse } from './refusal.ts'

/** Only phones of the line are named, and no more places than the profile and the form allow. */
export function judgeRinging({ ringing }: CallSettings, { phones, limits: profile }: ChangeGround): void {
  const devices = [
    ...ringing.silent,
    ...ringing.order.flatMap(({ leg }) => (leg.kind === 'device' ? [leg.deviceId] : [])),
  ]
  if (devices.some((id) => !phones.has(id))) throw refuse('ringing', 'not-your-phone')
  if (ringing.others.length > Math.min(limits.others, profile.others))
    throw refuse('ringing', 'too-many', { most: String(profile.others) })
  if (ringing.order.length > Math.min(limits.ringSteps, profile.ringSteps))
    throw refuse('ringing', 'too-many', { most: String(profile.ringSteps) })
  if (ringing.mode === 'in-order') judgeOrder(ringing.order)
}

/** Somebody rings from the first second to the last: a silence would end the call for the network. */
function judgeOrder(order: CallSettings['ringing']['order']): void {
  if (order.length === 0) throw refuse('ringing', 'nobody-rings')
  let rungUntil = 0
  for (const { from, seconds } of order.toSorted((a, b) => a.from - b.from)) {
    const whole = Number.isInteger(from) && Number.isInteger(seconds)
    if (!whole || from < 0 || seconds < limits.seconds.least || from + seconds > 180) throw refuse('ringing', 'seconds')
    if (from > rungUntil) throw refuse('ringing', 'gap')
    rungUntil = Math.max(rungUntil, from + seconds)
  }
}
