import type { CallPlan, PlanStep, PlanTarget } from '#domain/call-handling/plan.ts'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import type { Timer } from './draft.ts'

/** One block of the ribbon: what happens to the call from a second on. */
export type Stretch = {
  readonly from: number
  /** Null: until the caller hangs up. */
  readonly to: number | null
  readonly kind: 'ring' | 'forward' | 'voicemail' | 'quiet'
  readonly targets: readonly PlanTarget[]
  /** Nobody and nothing takes the call: what the caller hears instead. */
  readonly heard?: 'busy' | 'unavailable'
  /** The setting that says when it begins: then its mark on the axis is a handle. */
  readonly timer?: Timer
}

/**
 * A plan as the ribbon draws it: one step after the other for somebody who waits. The engine runs the same plan, so the
 * picture cannot say anything else than what happens.
 */
export function laneOf(plan: CallPlan, settings: CallSettings): readonly Stretch[] {
  const lane: Stretch[] = []
  if (plan.refusal) {
    const heard = plan.refusal.code === 486 ? 'busy' : 'unavailable'
    return [{ from: 0, to: null, kind: 'quiet', targets: [], heard }]
  }
  const seen = new Set<number>()
  let place: number | undefined = 0
  let from = 0
  while (place !== undefined && !seen.has(place)) {
    const step: PlanStep | undefined = plan.steps[place]
    if (!step) break
    seen.add(place)
    const kind = kindOf(step)
    const next: number | undefined = kind === 'ring' || kind === 'forward' ? step.next['no-answer'] : undefined
    const to = next === undefined ? null : from + step.seconds
    const timer = timerOf(kind, from, settings)
    lane.push({ from, to, kind, targets: step.targets, ...(timer ? { timer } : {}) })
    from += step.seconds
    place = next
  }
  return lane
}

function kindOf({ targets, diversions }: PlanStep): Stretch['kind'] {
  const [first] = targets
  if (first === undefined || first.kind === 'announcement') return 'quiet'
  if (first.kind === 'voicemail') return 'voicemail'
  return diversions.length > 0 ? 'forward' : 'ring'
}

function timerOf(kind: Stretch['kind'], from: number, settings: CallSettings): Timer | undefined {
  if (from === 0) return undefined
  const { noAnswer, voicemail } = settings
  if (kind === 'voicemail' && voicemail.on && voicemail.after === from) return 'voicemail'
  if (kind === 'forward' && noAnswer.on && noAnswer.after === from) return 'noAnswer'
  return undefined
}

/** The last second on the axis: 45, stretched so that what begins last still has room for its words. */
export function axisEnd(lane: readonly Stretch[]): number {
  const last = lane.at(-1)?.from ?? 0
  return Math.max(45, Math.ceil((last + 15) / 15) * 15)
}

/** One ring is five seconds long (1 s of tone, 4 s of pause). */
export const rings = (seconds: number): number => Math.round(seconds / 5)
