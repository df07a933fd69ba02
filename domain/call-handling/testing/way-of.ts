import type { CallPlan, PlanTarget } from '../plan.ts'
import { type Behaviour, walk } from '../walk.ts'

const name = (target: PlanTarget): string => {
  switch (target.kind) {
    case 'device':
      return target.deviceId + (target.ring === 'vip' ? '!' : '')
    case 'outside':
      return target.number + (target.mustAccept ? '?' : '')
    case 'voicemail':
      return `voicemail of ${target.lineId}`
    case 'announcement':
      return target.announcement.name
    case 'emergency':
    case 'echo-test':
      return target.kind
  }
}

/** `0 bruno-1 · 20 +39… · 30 voicemail of bruno`: the way a call takes when nobody answers. */
export function wayOf(plan: CallPlan, behaviour: (target: PlanTarget) => Behaviour = () => 'rings'): string {
  if (plan.refusal) return String(plan.refusal.code)
  const { path, end } = walk(plan, behaviour)
  const steps = path.map(({ from, targets }) => `${from} ${targets.map(name).join(' + ')}`)
  return [...steps, ...(['busy-tone', 'rings-out'].includes(end) ? [end] : [])].join(' · ')
}
