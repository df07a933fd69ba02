import { readFileSync } from 'node:fs'
import type { Announcement, AnnouncementName } from '#domain/call-handling/plan.ts'
import { joined, silence, tone } from '../rtp/tone.ts'
import { readWav } from '../rtp/wav.ts'

/**
 * What callers hear. The voice is Carlo Flora's (CC-BY-3.0), from Debian's asterisk-core-sounds-it-wav: recordings
 * made for another switchboard, so some sentences are put together from its words.
 */
export const promptDirectory = '/usr/share/asterisk/sounds/it_IT_m_Carlo'

/** `said`: what is to be read out, digit by digit, stands here. */
type Part = { readonly file: string } | { readonly sound: Int16Array } | 'said'

const file = (name: string): Part => ({ file: name })
const files = (...names: readonly string[]): Part[] => names.map(file)
const pause: Part = { sound: silence(250) }
/** Going up for what was done, down for what was undone, low for what was refused: heard before any word. */
const done: Part = { sound: joined(tone(523, 120, 5000), tone(784, 180, 5000), silence(200)) }
const undone: Part = { sound: joined(tone(784, 120, 5000), tone(523, 180, 5000), silence(200)) }
const refused: Part = { sound: joined(tone(250, 350, 6000), silence(150), tone(250, 350, 6000), silence(200)) }

export const announcements: Readonly<Record<AnnouncementName, readonly Part[]>> = {
  'not-accepting': files('im-sorry', 'vm-nobodyavail'),
  'anonymous-refused': files('privacy-unident'),
  'number-unknown': [refused, ...files('ss-noservice')],
  'class-barred': [refused, ...files('im-sorry', 'feature-not-avail-line')],
  'no-trunk': files('all-circuits-busy-now', 'please-try-call-later'),
  'service-suspended': [refused, ...files('im-sorry', 'number', 'is', 'disabled')],
  'code-unknown': [refused, ...files('pm-invalid-option')],
  'code-refused': [refused, ...files('im-sorry', 'cannot-complete-as-dialed')],
  'forward-set': [done, ...files('call-forwarding', 'is-set-to'), pause, 'said'],
  'forward-cancelled': [undone, ...files('call-forwarding', 'cancelled')],
  'forward-off': files('call-forwarding', 'is', 'disabled'),
  'forward-is': [...files('call-forwarding', 'is-set-to'), pause, 'said'],
  'all-forwards-cancelled': [undone, undone, ...files('call-forwarding', 'cancelled')],
  'do-not-disturb-on': [done, ...files('do-not-disturb', 'activated')],
  'do-not-disturb-off': [undone, ...files('do-not-disturb', 'de-activated')],
  'call-waiting-on': [done, ...files('call-waiting', 'activated')],
  'call-waiting-off': [undone, ...files('call-waiting', 'de-activated')],
  'caller-rejected': [done, ...files('num-was-successfully', 'added')],
  'no-last-caller': [refused, ...files('im-sorry', 'unidentified-no-callback')],
  'anonymous-rejection-on': [done, ...files('vm-unknown-caller', 'disabled')],
  'anonymous-rejection-off': [undone, ...files('vm-unknown-caller', 'enabled')],
  'loop-refused': [refused, ...files('im-sorry', 'call-forwarding', 'invalid')],
  'number-refused': [refused, ...files('im-sorry', 'telephone-number', 'invalid')],
  'line-proved': [done, ...files('activated')],
}

/** Other things the media application and the demo's outside world say. */
export const phrases = {
  'leave-a-message': files('vm-intro'),
  'message-kept': files('vm-msgsaved', 'vm-goodbye'),
  /** "Press 1 to accept this call, or 2 to reject it." */
  'press-1-to-accept': files('followme/options'),
  'echo-test': files('demo-echotest'),
  'echo-done': files('demo-echodone'),
  greeting: files('hello'),
  'your-number-is': [...files('telephone-number', 'is'), pause, 'said'],
  'unknown-caller': files('vm-unknown-caller'),
  goodbye: files('goodbye'),
} as const satisfies Record<string, readonly Part[]>

export type PhraseName = keyof typeof phrases

/** Italian numbers are read as they are dialled in Italy; of foreign ones the plus is said. */
function spoken(word: string): Part[] {
  return [...word.replace(/^\+39/, '')].flatMap((sign) => {
    if (/\d/.test(sign)) return [file(`digits/${sign}`)]
    const name = { '*': 'digits/star', '#': 'digits/pound', '+': 'letters/plus' }[sign]
    return name ? [file(name)] : []
  })
}

export const partsOf = (parts: readonly Part[], say: readonly string[] = []): Part[] =>
  parts.flatMap((part) => (part === 'said' ? say.flatMap((word) => [...spoken(word), pause]) : [part]))

const loaded = new Map<string, Int16Array>()

/** Silent when the recording is not on this machine: the call goes on without the word. */
function recorded(name: string): Int16Array {
  const known = loaded.get(name)
  if (known) return known
  let samples = new Int16Array(0)
  try {
    samples = readWav(readFileSync(`${promptDirectory}/${name}.wav`)) as Int16Array<ArrayBuffer>
  } catch {
    // `setup/debian-packages.ts` installs them; the portal says when they are missing.
  }
  loaded.set(name, samples)
  return samples
}

function soundOf(parts: readonly Part[]): Int16Array {
  return joined(
    ...parts.map((part) => (part === 'said' ? silence(0) : 'file' in part ? recorded(part.file) : part.sound)),
  )
}

export const announcementSound = ({ name, say }: Announcement): Int16Array => soundOf(partsOf(announcements[name], say))

export const phraseSound = (name: PhraseName, ...say: readonly string[]): Int16Array =>
  soundOf(partsOf(phrases[name], say))
