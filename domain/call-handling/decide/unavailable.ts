import type { LineFacts } from '../facts.ts'
import { because, type Draft, type Entry, told } from './draft.ts'
import { forwardAtOnce } from './forward.ts'
import { mayForward } from './may-forward.ts'
import { noAnswer } from './no-answer.ts'
import type { Way } from './way.ts'
import { ringsOthers } from './who-rings.ts'

/** Row 7. Phones that ring along still ring, unless a forward is meant for this very case. */
export function noPhoneConnected(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  if (draft.facts.state(line.id) !== 'unreachable') return undefined
  const { on, to } = line.settings.unavailable
  if (!(on && to) && ringsOthers(draft, line, way)) return undefined
  because(draft, 'unavailable', line.id)
  return unavailable(draft, line, way)
}

/** Where row 7 leads: the forward, else as if nobody had answered, at once. */
export function unavailable(draft: Draft, line: LineFacts, way: Way): Entry {
  const { on, to } = line.settings.unavailable
  if (on && to && mayForward(draft, line, to, way)) {
    because(draft, 'unavailable-forward', line.id, { ...told(to), step: draft.steps.length })
    return forwardAtOnce(draft, line, to, 'unavailable', way)
  }
  return noAnswer(draft, line, way, 0)
}
