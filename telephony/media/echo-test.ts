import type { Invitation } from 'sip.js'
import { jitterBuffer } from '../rtp/jitter-buffer.ts'
import { answer } from './answered-call.ts'
import { phraseSound } from './prompts.ts'

/** Long enough to try a headset; then the line is needed for calls. */
const longest = 120_000

/** The caller hears what it says. `#` or hanging up ends it. */
export async function echo(invitation: Invitation): Promise<void> {
  const call = await answer(invitation)
  const { stream } = call
  const skip = () => stream.stopPlaying()
  stream.on('key', skip)
  await stream.play(phraseSound('echo-test'))
  stream.off('key', skip)
  const buffer = jitterBuffer()
  stream.on('sound', (samples, { sequence }) => buffer.put(sequence, samples))
  stream.source = () => buffer.take()
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    call.ended,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longest)
      stream.on('key', (key) => {
        if (key === '#') resolve()
      })
    }),
  ])
  clearTimeout(timer)
  stream.source = undefined
  if (!call.over) await stream.play(phraseSound('echo-done'))
  call.hangUp()
}
