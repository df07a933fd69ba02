import type { LineFacts } from '../facts.ts'
import type { Destination } from '../settings.ts'
import { because, type Draft, type Entry, networkSeconds, nobody, told } from './draft.ts'
import { forward } from './forward.ts'
import { mayForward, whyNotForward } from './may-forward.ts'
import { hasVoicemail, voicemail, voicemailAfter } from './voicemail.ts'
import { takenBackAfter, type Way } from './way.ts'

/**
 * Rows 11 and 12, for a line whose phones have rung so many seconds (0: none could ring): where the call goes on.
 */
export function noAnswer(draft: Draft, line: LineFacts, way: Way, rung: number): Entry {
  const { after, through } = timers(draft, line, way)
  const { on, to } = line.settings.noAnswer
  const step = draft.steps.length
  if (through === 'forward') {
    because(draft, 'no-answer-forward', line.id, { ...told(to as Destination), after: rung, step })
    const end = Math.min(voicemailAfter(line), takenBackAfter(way))
    const own = voicemailAfter(line) <= takenBackAfter(way)
    return forward(draft, line, to as Destination, 'no-answer', {
      ...way,
      budget: Number.isFinite(end) ? Math.max(end - after, 1) : null,
      late: own && hasVoicemail(line) ? () => voicemail(draft, line, way) : way.late,
    })
  }
  // Says why a forward that is set does not count.
  if (on && to) mayForward(draft, line, to, way)
  if (through === 'voicemail') {
    because(draft, 'no-answer-voicemail', line.id, { after: rung, step })
    return voicemail(draft, line, way)
  }
  const late = way.late()
  if (late !== undefined) return late
  because(draft, 'nobody-left', line.id)
  return nobody
}

/** After how many seconds of silence the call goes on, to the network's end where nothing is set. */
export const ringSeconds = (draft: Draft, line: LineFacts, way: Way): number => timers(draft, line, way).after

/** The smaller timer first; both give way to whoever forwarded the call here and takes it back earlier. */
function timers(
  draft: Draft,
  line: LineFacts,
  way: Way,
): { after: number; through: 'forward' | 'voicemail' | 'nothing' } {
  const { on, to, after: seconds } = line.settings.noAnswer
  const counts = on && to !== null && whyNotForward(draft, line, to, way) === undefined
  const toForward = counts ? Math.max(seconds, 1) : Number.POSITIVE_INFINITY
  const toVoicemail = voicemailAfter(line)
  const after = Math.min(toForward, toVoicemail, way.budget ?? networkSeconds)
  if (toForward === after && toForward < toVoicemail) return { after, through: 'forward' }
  return { after, through: toVoicemail === after ? 'voicemail' : 'nothing' }
}
