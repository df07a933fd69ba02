import type { LineFacts } from '../facts.ts'
import { add, type Draft, networkSeconds } from './draft.ts'
import type { Way } from './way.ts'

/** The profile gives the line one, and the line has it on. */
export const hasVoicemail = ({ voicemail, settings }: LineFacts): boolean => voicemail && settings.voicemail.on

/** Seconds; never, without voicemail. */
export const voicemailAfter = (line: LineFacts): number =>
  hasVoicemail(line) ? Math.max(line.settings.voicemail.after, 1) : Number.POSITIVE_INFINITY

/** The step that takes the message; nothing follows it. */
export const voicemail = (draft: Draft, { id: lineId }: LineFacts, { diversions }: Way): number =>
  add(draft, { seconds: networkSeconds, targets: [{ kind: 'voicemail', lineId }], next: {}, diversions })
