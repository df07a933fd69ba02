import { type LineFacts, matchesAny } from '../facts.ts'
import { inForce } from '../loops.ts'
import { because, busyHere, type Draft, type Entry, told, toldUntil } from './draft.ts'
import { forwardAtOnce } from './forward.ts'
import { mayForward } from './may-forward.ts'
import { hasVoicemail, voicemail } from './voicemail.ts'
import type { Way } from './way.ts'

/** Row 6. Those on the VIP list get through. */
export function doNotDisturb(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  const { doNotDisturb, vip } = line.settings
  if (!inForce(doNotDisturb, draft.call.at)) return undefined
  if (matchesAny(vip, draft.call.caller)) {
    because(draft, 'vip-passes', line.id)
    return undefined
  }
  because(draft, 'do-not-disturb', line.id, toldUntil(doNotDisturb.until))
  return busy(draft, line, way, 'do-not-disturb')
}

/** Row 8. With call waiting a second call rings. */
export function inACall(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  if (draft.facts.state(line.id) !== 'busy') return undefined
  if (line.settings.callWaiting) {
    because(draft, 'call-waiting', line.id)
    return undefined
  }
  because(draft, 'busy', line.id)
  return busy(draft, line, way, 'user-busy')
}

/** Row 9. A forward that fails leaves voicemail, then whoever sent the call here, then the busy tone. */
export function busy(draft: Draft, line: LineFacts, way: Way, reason: 'user-busy' | 'do-not-disturb'): Entry {
  const { action, to } = line.settings.busy
  const step = draft.steps.length
  if (action === 'forward' && to && mayForward(draft, line, to, way)) {
    because(draft, 'busy-forward', line.id, { ...told(to), step })
    const entry = forwardAtOnce(draft, line, to, reason, way)
    // Whatever stopped the forward, the caller hears that this line is busy.
    return typeof entry === 'number' ? entry : busyHere
  }
  if (action !== 'busy-tone' && hasVoicemail(line)) {
    because(draft, 'busy-voicemail', line.id, { step })
    return voicemail(draft, line, way)
  }
  const late = way.late()
  if (late !== undefined) return late
  because(draft, 'busy-tone', line.id)
  return busyHere
}
