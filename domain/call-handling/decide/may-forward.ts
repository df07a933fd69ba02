import { callRefusal, classOf } from '../../dial-plan/destination-class.ts'
import type { LineFacts } from '../facts.ts'
import type { Reason, ReasonRule } from '../plan.ts'
import type { Destination } from '../settings.ts'
import { because, type Draft, told } from './draft.ts'
import type { Way } from './way.ts'

/** Those before us count (Diversion, History-Info). */
export const mostDiversions = 5
/** A plan longer than this branches no more; what is left of the call goes to voicemail or ends. */
const mostSteps = 24

type Impossible = Extract<ReasonRule, 'loop' | 'too-many-diversions' | 'class-barred' | 'no-trunk' | 'limit-reached'>
type WhyNot = readonly [Impossible, Reason['facts']]

/** May this line send the call there? Why not is kept as a reason, once for each line and rule. */
export function mayForward(draft: Draft, line: LineFacts, to: Destination, way: Way): boolean {
  const why = whyNotForward(draft, line, to, way)
  if (why && !draft.reasons.some(({ rule, lineId }) => rule === why[0] && lineId === line.id))
    because(draft, why[0], line.id, why[1])
  return why === undefined
}

/** Why a forward counts as not set; undefined: it counts. */
export function whyNotForward(draft: Draft, line: LineFacts, to: Destination, way: Way): WhyNot | undefined {
  const many = draft.call.previous.length + way.diversions.length >= mostDiversions || draft.steps.length >= mostSteps
  return whyUnreachable(draft, line, to, way) ?? (many ? ['too-many-diversions', told(to)] : undefined)
}

/** Why no call of this line can go there, forwarded or not. */
export function whyUnreachable({ call, facts }: Draft, line: LineFacts, to: Destination, way: Way): WhyNot | undefined {
  if (to.kind === 'line' && (to.lineId === line.id || way.visited.includes(to.lineId))) return ['loop', told(to)]
  // The call has been here, or there, before: it came back through the network.
  if (call.previous.includes(line.number)) return ['loop', told(to)]
  if (to.kind === 'line') return undefined
  if (call.previous.includes(to.number)) return ['loop', told(to)]
  const of = classOf(to.number)
  const why = callRefusal(of, { allowed: line.allowed, barring: line.settings.barring })
  // Nobody is forwarded to an emergency number, whatever a setting says (8.2).
  if (why || of === 'emergency') return ['class-barred', { ...told(to), class: of, by: why ?? 'emergency' }]
  if (!facts.trunk) return ['no-trunk', told(to)]
  const limit = facts.closed?.(line.id, to.number)
  return limit === undefined ? undefined : ['limit-reached', { ...told(to), class: of, limit }]
}
