import type { CallPlan, Diversion, Reason } from '../call-handling/plan.ts'
import { type CallContext, type CalledLine, type Party, type SentOn, stepNotes } from './call-context.ts'

/** What a reason that sends a call on says to the next in line. */
const sends: Partial<Record<Reason['rule'], Diversion['reason']>> = {
  'selective-forward': 'selective',
  'forward-all': 'unconditional',
  'busy-forward': 'user-busy',
  'no-answer-forward': 'no-answer',
  'unavailable-forward': 'unavailable',
}
const rejections: readonly Reason['rule'][] = ['company-blocked', 'selective-rejection', 'anonymous-rejection']

/** The context of a call for a line of ours, from its plan: nothing else is remembered of it. */
export function contextOfCall(
  plan: CallPlan,
  call: Omit<CallContext, 'lines' | 'steps' | 'reasons'>,
  called: readonly string[],
): CallContext {
  return { ...call, lines: calledLines(plan, called), steps: stepNotes(plan), reasons: plan.reasons }
}

/** The dialled line first, then each line a forward leads to, with the step where it begins. */
function calledLines({ reasons }: CallPlan, called: readonly string[]): CalledLine[] {
  const lines = new Map<string, { from: number; rejected: boolean; sentOn: SentOn[] }>()
  for (const id of called) lines.set(id, { from: 0, rejected: false, sentOn: [] })
  for (const { rule, lineId, facts } of reasons) {
    const line = lines.get(lineId)
    if (!line) continue
    // A rejection further on comes only to calls that get there; the announcement is its step.
    if (rejections.includes(rule) && called.includes(lineId)) line.rejected = true
    const reason = sends[rule]
    const step = facts.step
    if (!reason || typeof step !== 'number') continue
    line.sentOn.push({ step, to: partyOf(facts), reason })
    const next = facts.toLine
    if (typeof next === 'string' && !lines.has(next)) lines.set(next, { from: step, rejected: false, sentOn: [] })
  }
  return [...lines].map(([lineId, { from, rejected, sentOn }]) => ({
    lineId,
    from,
    ...(rejected ? { rejected } : {}),
    ...(sentOn.length > 0 ? { sentOn } : {}),
  }))
}

const partyOf = ({ toLine, toNumber }: Reason['facts']): Party => ({
  lineId: typeof toLine === 'string' ? toLine : null,
  number: typeof toNumber === 'string' ? toNumber : null,
  name: null,
})
