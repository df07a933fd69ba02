import { type LineFacts, matchesAny } from '../facts.ts'
import type { PlanStep, StepCause } from '../plan.ts'
import { add, because, type Draft, type Entry } from './draft.ts'
import { busy } from './engaged.ts'
import { noAnswer, ringSeconds } from './no-answer.ts'
import { unavailable } from './unavailable.ts'
import type { Way } from './way.ts'
import { atOnce, inOrder } from './who-rings.ts'

/** Row 10: steps of phones that ring, then rows 7, 9 and 11 where they lead on. */
export function ring(draft: Draft, line: LineFacts, way: Way): Entry {
  const { mode } = line.settings.ringing
  const seconds = ringSeconds(draft, line, way)
  const vip = matchesAny(line.settings.vip, draft.call.caller)
  const stretches =
    mode === 'in-order'
      ? inOrder(draft, line, way, vip, seconds)
      : [{ seconds, targets: atOnce(draft, line, way, vip) }]
  const [first] = stretches
  if (!first || first.targets.length === 0) {
    because(draft, 'unavailable', line.id)
    return unavailable(draft, line, way)
  }
  const at = draft.steps.length
  const total = stretches.reduce((sum, { seconds }) => sum + seconds, 0)
  because(draft, ruleOf[mode], line.id, { seconds: total, step: at })
  for (const stretch of stretches) add(draft, { ...stretch, next: {}, diversions: way.diversions })
  // What follows is worked out after the ringing has its place, so that the plan reads in order.
  const silence = noAnswer(draft, line, way, total)
  const engaged = busy(draft, line, way, 'user-busy')
  // Where no forward is meant for it, an absent phone is one that nobody answers, at once.
  const absent = stretches.length > 1 || !line.settings.unavailable.on ? silence : unavailable(draft, line, way)
  stretches.forEach((stretch, i) => {
    const last = i === stretches.length - 1
    const then = (entry: Entry) => (last ? entry : at + i + 1)
    draft.steps[at + i] = {
      ...stretch,
      diversions: way.diversions,
      next: nextOf({
        busy: then(engaged),
        declined: then(engaged),
        'no-answer': then(silence),
        unavailable: then(absent),
        unreachable: then(absent),
        error: then(silence),
      }),
    }
  })
  return at
}

const ruleOf = { own: 'ring-own', together: 'ring-together', 'in-order': 'ring-in-order' } as const

const nextOf = (entries: Record<StepCause, Entry>): PlanStep['next'] =>
  Object.fromEntries(Object.entries(entries).filter(([, entry]) => typeof entry === 'number'))
