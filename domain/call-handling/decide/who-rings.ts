import type { LineFacts } from '../facts.ts'
import { inForce } from '../loops.ts'
import type { PlanTarget } from '../plan.ts'
import type { Destination } from '../settings.ts'
import { type Draft, networkSeconds } from './draft.ts'
import { whyUnreachable } from './may-forward.ts'
import type { Way } from './way.ts'

/** Phones that ring so many seconds together. */
export type Stretch = { readonly seconds: number; readonly targets: PlanTarget[] }

/** Modes `own` and `together`: everybody from the first second. */
export function atOnce(draft: Draft, line: LineFacts, way: Way, vip: boolean): PlanTarget[] {
  const { mode, silent, others } = line.settings.ringing
  const own = line.phones.filter(({ id }) => !silent.includes(id)).map((phone) => deviceTarget(line, phone, vip))
  return mode === 'own' ? own : [...own, ...others.flatMap((to) => ringAlso(draft, line, to, way))]
}

/** Mode `in-order`: the axis cut where somebody begins or ends to ring, up to `end`; silences are left out. */
export function inOrder(draft: Draft, line: LineFacts, way: Way, vip: boolean, end: number): Stretch[] {
  const legs = line.settings.ringing.order.map(({ leg, from, seconds }) => ({
    from,
    to: from + seconds,
    targets:
      leg.kind === 'device'
        ? line.phones.filter(({ id }) => id === leg.deviceId).map((phone) => deviceTarget(line, phone, vip))
        : ringAlso(draft, line, leg.to, way),
  }))
  const marks = [...new Set([0, end, ...legs.flatMap(({ from, to }) => [from, to])])]
    .filter((mark) => mark >= 0 && mark <= end)
    .sort((a, b) => a - b)
  return marks.flatMap((from, i) => {
    const to = marks[i + 1]
    if (to === undefined) return []
    const targets = legs.filter((leg) => leg.from <= from && leg.to >= to).flatMap((leg) => leg.targets)
    return targets.length === 0 ? [] : [{ seconds: to - from, targets: unlikeEarlier(targets) }]
  })
}

/** Does anybody ring who is not a phone of this line? */
export function ringsOthers(draft: Draft, line: LineFacts, way: Way): boolean {
  const { mode } = line.settings.ringing
  if (mode === 'own') return false
  const targets =
    mode === 'together'
      ? atOnce(draft, line, way, false)
      : inOrder(draft, line, way, false, networkSeconds).flatMap((stretch) => stretch.targets)
  return targets.some((target) => target.kind === 'outside' || (target.kind === 'device' && target.lineId !== line.id))
}

/** Another phone that rings as well: a colleague's phones as they are, a number outside that must accept. */
function ringAlso(draft: Draft, line: LineFacts, to: Destination, way: Way): PlanTarget[] {
  if (to.kind === 'number')
    return whyUnreachable(draft, line, to, way) === undefined
      ? [{ kind: 'outside', lineId: line.id, number: to.number, mustAccept: true }]
      : []
  const other = draft.facts.line(to.lineId)
  if (!other || other.suspended || inForce(other.settings.doNotDisturb, draft.call.at)) return []
  return other.phones.map((phone) => deviceTarget(other, phone, false))
}

/** A phone of ours; VIPs have their own ring. */
export const deviceTarget = (line: LineFacts, phone: LineFacts['phones'][number], vip: boolean): PlanTarget => ({
  kind: 'device',
  lineId: line.id,
  deviceId: phone.id,
  user: phone.user,
  domain: phone.domain,
  ...(vip ? { ring: 'vip' as const } : {}),
})

function unlikeEarlier(targets: PlanTarget[]): PlanTarget[] {
  const seen = new Set<string>()
  return targets.filter((target) => {
    const key = target.kind === 'device' ? target.deviceId : target.kind === 'outside' ? target.number : ''
    return seen.size < seen.add(key).size
  })
}
