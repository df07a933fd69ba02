import { callBackFromEmergency } from './decide/call-back.ts'
import { callerShown } from './decide/caller-shown.ts'
import { announce, type Draft, type Entry } from './decide/draft.ts'
import { doNotDisturb, inACall } from './decide/engaged.ts'
import { forwardAll, selectiveForward } from './decide/forward.ts'
import { ring } from './decide/ring.ts'
import { anonymousRejection, companyBlocked, lineSuspended, selectiveRejection } from './decide/turned-away.ts'
import { noPhoneConnected } from './decide/unavailable.ts'
import { straight, type Way } from './decide/way.ts'
import type { CallFacts, CallFor, LineFacts } from './facts.ts'
import type { CallPlan } from './plan.ts'

/** One row of the table below: where the call goes, or nothing when the row has nothing to say. */
type Row = (draft: Draft, line: LineFacts, way: Way) => Entry | undefined

/** Rows in their order: the first that speaks decides. When none does, phones ring (row 10). */
const beforeRinging: readonly Row[] = [
  lineSuspended,
  callBackFromEmergency,
  companyBlocked,
  selectiveRejection,
  anonymousRejection,
  selectiveForward,
  forwardAll,
  doNotDisturb,
  noPhoneConnected,
  inACall,
]

/**
 * What happens to a call for a line: the precedence of spec/product 2.14. Each row's detail is in `decide/`.
 *
 *  0   line suspended                         → announcement                                       turned-away.ts
 *  0b  call back from 112, line called it     → rings, whatever follows                            call-back.ts
 *  1   company's block list                   → announcement                                       turned-away.ts
 *  2   selective rejection                    → announcement                                       turned-away.ts
 *  3   withheld, and anonymous are rejected   → announcement                                       turned-away.ts
 *  4   selective forward                      → forward                                            forward.ts
 *  5   forward of all calls                   → forward                                            forward.ts
 *  6   do not disturb, caller is no VIP       → as if busy (9)                                     engaged.ts
 *  7   no phone connected                     → forward, else as if nobody answered (11)           unavailable.ts
 *  8   in a call, without call waiting        → as if busy (9)                                     engaged.ts
 *  9   busy                                   → forward, else voicemail, else busy tone            engaged.ts
 * 10   ring plan                              → own phones, together, in order                     ring.ts, who-rings.ts
 * 11   nobody answers                         → forward after N s, voicemail after M s, the        no-answer.ts
 *                                               smaller first
 * 12   nothing set                            → rings to the network's end, then the call is over  no-answer.ts
 *
 * Rows 7, 8 and 11 that only ringing can tell become conditions between the plan's steps, so the engine asks once.
 * A forward to a colleague goes on with the colleague's own rows. A forward that cannot be (class barred, circle, sixth
 * diversion, no trunk: may-forward.ts) counts as not set, and the reason stays on record.
 */
export function decide(call: CallFor, facts: CallFacts): CallPlan {
  const draft: Draft = { call, facts, steps: [], reasons: [], enter }
  function enter(lineId: string, way: Way): Entry {
    const line = facts.line(lineId)
    if (!line) return announce(draft, { name: 'number-unknown' }, way)
    for (const row of beforeRinging) {
      const entry = row(draft, line, way)
      if (entry !== undefined) return entry
    }
    return ring(draft, line, way)
  }

  const entry = enter(call.lineId, straight)
  return {
    steps: draft.steps,
    ...(typeof entry === 'number' ? {} : { refusal: entry }),
    caller: callerShown(call.caller, facts.line(call.lineId)),
    reasons: draft.reasons,
  }
}
