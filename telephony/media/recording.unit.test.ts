import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { frameLength, joined, silence, strength, tone } from '../rtp/tone.ts'
import { readWav } from '../rtp/wav.ts'
import { beginRecording, finishLeftOvers, type Recording } from './recording.ts'

const caller = { callId: 'c1', lineId: 'l1', caller: '+393475550101' }
const at = new Date('2026-11-22T10:00:00Z')
let spool: string

beforeEach(async () => {
  spool = await mkdtemp(join(tmpdir(), 'osw-spool-'))
  process.chdir(spool)
})
afterEach(async () => {
  process.chdir('/')
  await rm(spool, { recursive: true })
})

type Order = (frames: number) => number[]
const asSpoken: Order = (frames) => Array.from({ length: frames }, (_, i) => i)

function speak(recording: Recording, sound: Int16Array, order: Order = asSpoken, first = 65_500, ssrc = 1): void {
  for (const i of order(Math.floor(sound.length / frameLength))) {
    const samples = sound.subarray(i * frameLength, (i + 1) * frameLength)
    recording.hear(samples, { sequence: (first + i) & 0xffff, timestamp: (0xffffff00 + i * frameLength) >>> 0, ssrc })
  }
}

const kept = async (name: string) => readWav(await readFile(name))
const speech = joined(tone(440, 1000), tone(880, 1000))

it('keeps every sample in its place, whatever the order of the packets', async () => {
  const recording = await beginRecording(caller, at)
  // The first packet begins the message; after it every two change places.
  speak(recording, joined(speech, silence(20)), (frames) =>
    asSpoken(frames).map((i) => (i === 0 ? 0 : ((i - 1) ^ 1) + 1)),
  )
  const message = await recording.finish()
  expect(message).toEqual({ ...caller, file: message!.file, seconds: 2, at: at.toISOString() })
  expect((await kept(message!.file)).subarray(0, speech.length)).toEqual(speech)
  expect((await readdir('.')).toSorted()).toEqual([message!.file, message!.file.replace('.wav', '.json')].toSorted())
})

it('leaves silence where packets were lost, and goes on after another source took over', async () => {
  const recording = await beginRecording(caller, at)
  speak(recording, speech, (frames) => asSpoken(frames).filter((i) => i < 20 || i >= 30))
  speak(recording, tone(1000, 1000), asSpoken, 7, 2)
  const message = await recording.finish()
  const sound = await kept(message!.file)
  expect(message!.seconds).toBe(3)
  expect(sound.subarray(20 * frameLength, 30 * frameLength)).toEqual(silence(200))
  expect(strength(sound.subarray(16_000), 1000)).toBeGreaterThan(7000)
})

it('keeps no message without words in it', async () => {
  const recording = await beginRecording(caller, at)
  speak(recording, tone(440, 900))
  expect(await recording.finish()).toBeUndefined()
  expect(await readdir('.')).toEqual([])
})

it('leaves out the silence that ended it', async () => {
  const recording = await beginRecording(caller, at)
  speak(recording, joined(speech, silence(4000)))
  const message = await recording.finish(3.5)
  expect((await kept(message!.file)).length).toBe(2.5 * 8000)
})

it('a killed recorder loses at most a second', async () => {
  const recording = await beginRecording(caller, at)
  speak(recording, speech)
  // Within a second the sound is on the disk: two of it were spoken.
  const onDisk = async () => (await Promise.all((await readdir('.')).map((name) => stat(name)))).map(({ size }) => size)
  await vi.waitFor(async () => expect(Math.max(...(await onDisk()))).toBeGreaterThan(16_000), 15_000)
  // The recorder's process ends here: `finish` is never called.
  const [message] = await finishLeftOvers()
  expect(message).toMatchObject({ ...caller, at: at.toISOString() })
  expect(message!.seconds).toBeGreaterThan(1)
  expect(strength((await kept(message!.file)).subarray(0, 8000), 440)).toBeGreaterThan(7000)
  expect(await finishLeftOvers()).toEqual([])
})
