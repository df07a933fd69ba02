import type { Invitation } from 'sip.js'
import { loudness, tone } from '../rtp/tone.ts'
import { answer } from './answered-call.ts'
import { phraseSound } from './prompts.ts'
import { beginRecording } from './recording.ts'

/** Longest message, and the silence that ends one (issue 3). Seconds. */
const longest = 180
const longestSilence = 4
/** Left at the end of a message that a silence ended, so that no syllable is cut. */
const afterglow = 0.5
/** Louder is a voice: about 40 dB below the loudest that G.711 carries. */
const voice = 300

const beep = tone(1000, 400)

/** Greeting, beep, message. `#` skips the greeting, and ends the message. */
export async function takeMessage(
  invitation: Invitation,
  of: { readonly callId: string; readonly lineId: string; readonly caller: string | null },
): Promise<void> {
  const call = await answer(invitation)
  const { stream } = call
  const skip = (key: string) => {
    if (key === '#') stream.stopPlaying()
  }
  stream.on('key', skip)
  await stream.play(phraseSound('leave-a-message'))
  stream.off('key', skip)
  if (call.over || !(await stream.play(beep)) || call.over) return call.hangUp()

  const recording = await beginRecording(of, new Date())
  let heardAt = performance.now()
  stream.on('sound', (samples, packet) => {
    recording.hear(samples, packet)
    if (loudness(samples) > voice) heardAt = performance.now()
  })
  const why = await new Promise<'said' | 'silence'>((resolve) => {
    const done = (reason: 'said' | 'silence') => {
      clearInterval(watch)
      resolve(reason)
    }
    const watch = setInterval(() => {
      if (recording.seconds >= longest) done('said')
      else if (performance.now() - heardAt > longestSilence * 1000) done('silence')
    }, 100)
    stream.on('key', (key) => {
      if (key === '#') done('said')
    })
    void call.ended.then(() => done('said'))
  })
  stream.removeAllListeners('sound')
  const message = await recording.finish(why === 'silence' ? longestSilence - afterglow : 0)
  if (!call.over && message) await stream.play(phraseSound('message-kept'))
  call.hangUp()
}
