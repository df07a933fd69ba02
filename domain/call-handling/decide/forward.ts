import { type LineFacts, matchesAny } from '../facts.ts'
import { inForce } from '../loops.ts'
import type { Diversion, PlanStep } from '../plan.ts'
import type { Destination } from '../settings.ts'
import { add, because, type Draft, type Entry, networkSeconds, told, toldUntil } from './draft.ts'
import { mayForward } from './may-forward.ts'
import { hasVoicemail, voicemail, voicemailAfter } from './voicemail.ts'
import { sentOn, takenBackAfter, type Way } from './way.ts'

/** Row 4. A list of callers beats the general forward. */
export function selectiveForward(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  const { on, rules } = line.settings.selectiveForward
  const rule = on ? rules.find((one) => one.on && matchesAny(one.callers, draft.call.caller)) : undefined
  if (!rule || !mayForward(draft, line, rule.to, way)) return undefined
  const { id: ruleId, name, to } = rule
  because(draft, 'selective-forward', line.id, { rule: name, ruleId, ...told(to), step: draft.steps.length })
  return forwardAtOnce(draft, line, to, 'selective', way)
}

/** Row 5. Wins over do not disturb: the user asked for it, and the screen says so. */
export function forwardAll(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  const { forwardAll } = line.settings
  const { to, until } = forwardAll
  if (!inForce(forwardAll, draft.call.at) || !to || !mayForward(draft, line, to, way)) return undefined
  because(draft, 'forward-all', line.id, { ...told(to), ...toldUntil(until), step: draft.steps.length })
  return forwardAtOnce(draft, line, to, 'unconditional', way)
}

/**
 * A forward without ringing here first. The line's own voicemail still takes the call back after its seconds, as the
 * ribbon says (DESIGN.md, screen 05b), or earlier where the forward leads nowhere.
 */
export const forwardAtOnce = (
  draft: Draft,
  line: LineFacts,
  to: Destination,
  reason: Diversion['reason'],
  way: Way,
): Entry =>
  forward(draft, line, to, reason, {
    ...way,
    budget: hasVoicemail(line) ? Math.min(voicemailAfter(line), takenBackAfter(way)) : way.budget,
    // Whoever sent the call here and takes it back earlier comes first.
    late: () => {
      const others = takenBackAfter(way) < voicemailAfter(line) ? way.late() : undefined
      return others ?? (hasVoicemail(line) ? voicemail(draft, line, way) : way.late())
    },
  })

/** Sends the call on; whoever calls this has asked `mayForward`. */
export function forward(draft: Draft, line: LineFacts, to: Destination, reason: Diversion['reason'], way: Way): Entry {
  const onward = sentOn(way, line, reason)
  if (to.kind === 'line') return draft.enter(to.lineId, onward)
  const at = add(draft, {
    seconds: way.budget ?? networkSeconds,
    targets: [{ kind: 'outside', lineId: line.id, number: to.number, mustAccept: false }],
    next: {},
    diversions: onward.diversions,
  })
  const late = way.late()
  if (typeof late === 'number') draft.steps[at] = { ...(draft.steps[at] as PlanStep), next: always(late) }
  return at
}

const always = (step: number): PlanStep['next'] => ({
  busy: step,
  declined: step,
  'no-answer': step,
  unavailable: step,
  unreachable: step,
  error: step,
})
