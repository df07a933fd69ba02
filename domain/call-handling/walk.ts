import type { CallPlan, PlanStep, PlanTarget, StepCause } from './plan.ts'

/** How one target of a step behaves: rings, cannot, or takes the call. */
export type Behaviour = 'answers' | 'rings' | 'busy' | 'declines' | 'unreachable'

export type Walked = {
  readonly step: number
  /** Seconds since the beginning. */
  readonly from: number
  readonly seconds: number
  readonly targets: readonly PlanTarget[]
  readonly left: StepCause | 'answered'
  readonly diversions: number
}

export type WayEnd = 'answered' | 'voicemail' | 'announcement' | 'busy-tone' | 'rings-out' | 'refused'

/**
 * Runs a plan as the engine does, with phones that behave as told: "Prova" and the tests see the way a real call takes.
 */
export function walk(plan: CallPlan, behaviour: (target: PlanTarget) => Behaviour): { path: Walked[]; end: WayEnd } {
  const path: Walked[] = []
  if (plan.refusal) return { path, end: plan.refusal.code === 486 ? 'busy-tone' : 'refused' }
  let at: number | undefined = 0
  let from = 0
  // A plan only leads on; the bound is for a plan that somebody else made.
  for (let passed = 0; at !== undefined && passed <= plan.steps.length; passed++) {
    const step: PlanStep | undefined = plan.steps[at]
    if (!step) break
    const left = outcome(step, behaviour)
    const seconds = left === 'no-answer' ? step.seconds : 0
    path.push({ step: at, from, seconds, targets: step.targets, left, diversions: step.diversions.length })
    if (left === 'answered') return { path, end: endOf(step) }
    from += seconds
    at = step.next[left]
    if (at === undefined) return { path, end: left === 'busy' || left === 'declined' ? 'busy-tone' : 'rings-out' }
  }
  return { path, end: 'rings-out' }
}

/** What the engine makes of a step (telephony.md 2): an answer wins, whoever rings keeps it open, then busy. */
function outcome(step: PlanStep, behaviour: (target: PlanTarget) => Behaviour): Walked['left'] {
  const seen = step.targets.map((target) =>
    target.kind === 'device' || target.kind === 'outside' ? behaviour(target) : 'answers',
  )
  if (seen.includes('answers')) return 'answered'
  if (seen.includes('rings')) return 'no-answer'
  if (seen.includes('declines')) return 'declined'
  return seen.includes('busy') ? 'busy' : 'unavailable'
}

function endOf({ targets }: PlanStep): WayEnd {
  const [first] = targets
  if (first?.kind === 'voicemail') return 'voicemail'
  return first?.kind === 'announcement' ? 'announcement' : 'answered'
}
