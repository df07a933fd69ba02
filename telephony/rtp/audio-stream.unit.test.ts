import { createSocket } from 'node:dgram'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { AudioStream } from './audio-stream.ts'
import { alaw, type Codec, ulaw } from './g711.ts'
import { jitterBuffer } from './jitter-buffer.ts'
import { writePacket } from './packet.ts'
import { relay } from './relay.ts'
import { joined, loudness, strength, tone } from './tone.ts'

const ports = { first: 26_000, last: 26_098 }
const open: AudioStream[] = []
const patience = 15_000

afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})

async function stream(): Promise<AudioStream> {
  const opened = await AudioStream.open('127.0.0.1', ports)
  open.push(opened)
  return opened
}

const describe = (of: AudioStream, codec: Codec = alaw, keys: number | undefined = 101) =>
  ({ host: of.host, port: of.port, codecs: [codec], keys, direction: 'sendrecv' }) as const

async function pair(codec?: Codec): Promise<[AudioStream, AudioStream]> {
  const [anna, bruno] = [await stream(), await stream()]
  anna.connect(describe(bruno, codec), true)
  bruno.connect(describe(anna, codec), true)
  return [anna, bruno]
}

function recording(of: AudioStream): () => Int16Array {
  const heard: Int16Array[] = []
  of.on('sound', (samples) => heard.push(samples))
  return () => joined(...heard)
}

it.each([alaw, ulaw])('carries a tone in $name without losing a frame, and keys beside it', async (codec) => {
  const [anna, bruno] = await pair(codec)
  const heard = recording(bruno)
  const keys: string[] = []
  bruno.on('key', (key) => keys.push(key))
  expect(await anna.play(tone(440, 500))).toBe(true)
  await anna.press('1#')
  await vi.waitFor(() => expect(keys.join('')).toBe('1#'), patience)
  const loud = heard().filter((sample) => Math.abs(sample) > 3000)
  expect(strength(heard(), 440)).toBeGreaterThan(2000)
  // Of 500 ms of a sine, the part beyond 3/8 of its height: three quarters.
  expect(loud.length / 8).toBeGreaterThan(360)
})

it('sends silence while it has nothing to say, and nothing when it only listens', async () => {
  const [anna, bruno] = await pair()
  let packets = 0
  bruno.on('packet', () => {
    packets += 1
  })
  await vi.waitFor(() => expect(packets).toBeGreaterThan(7), patience)
  anna.connect(describe(bruno), false)
  await pause(100)
  packets = 0
  await pause(100)
  expect(packets).toBe(0)
})

it('stops playing when asked, and when the call ends', async () => {
  const [anna] = await pair()
  const first = anna.play(tone(440, 5000))
  anna.stopPlaying()
  expect(await first).toBe(false)
  const second = anna.play(tone(440, 5000))
  anna.close()
  expect(await second).toBe(false)
  expect(await anna.play(tone(440, 20))).toBe(false)
})

it('echoes through the jitter buffer', async () => {
  const [anna, bruno] = await pair()
  const buffer = jitterBuffer()
  bruno.on('sound', (samples, { sequence }) => buffer.put(sequence, samples))
  bruno.source = () => buffer.take()
  const heard = recording(anna)
  await anna.play(tone(660, 400))
  await vi.waitFor(() => expect(strength(heard(), 660)).toBeGreaterThan(2500), patience)
})

it('joins two calls, also of different codes, and passes keys on', async () => {
  const [anna, left] = await pair(alaw)
  const [right, bruno] = await pair(ulaw)
  relay(left, right)
  const [atAnna, atBruno] = [recording(anna), recording(bruno)]
  const keys: string[] = []
  bruno.on('key', (key) => keys.push(key))
  await Promise.all([anna.play(tone(440, 400)), bruno.play(tone(880, 400))])
  await anna.press('7')
  await vi.waitFor(() => expect(keys).toEqual(['7']), patience)
  expect(strength(atBruno(), 440)).toBeGreaterThan(2000)
  expect(strength(atAnna(), 880)).toBeGreaterThan(2000)
  expect(strength(atAnna(), 440)).toBeLessThan(300)
})

it.each([
  ['127.0.0.2', 'another machine'],
  ['127.0.0.1', 'another port: a call of before that is not quite over'],
])('hears nobody but the one it was told (TEL-17): not %s, %s', async (address) => {
  const [anna] = await pair()
  const heard = recording(anna)
  const stranger = createSocket('udp4')
  await new Promise<void>((resolve) => stranger.bind(0, address, resolve))
  const payload = alaw.encode(tone(1000, 20))
  for (let sequence = 0; sequence < 20; sequence += 1)
    stranger.send(
      writePacket({ marker: false, payloadType: 8, sequence, timestamp: sequence * 160, ssrc: 9, payload }),
      anna.port,
      '127.0.0.1',
    )
  await pause(100)
  stranger.close()
  expect(loudness(heard())).toBeLessThan(20)
})
