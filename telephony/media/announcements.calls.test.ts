import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Phone, phone } from '#acceptance/softphone/phone.ts'
import { type AnnouncementName, announcementNames } from '#domain/call-handling/plan.ts'
import { planOf, step } from '../call-engine.promise.ts'
import type { CallEngine } from '../call-engine.ts'
import { createKamailioEngine } from '../kamailio/engine.ts'
import { frameLength } from '../rtp/tone.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { announcementSound } from './prompts.ts'

/** Every announcement, called on a real phone, is heard as it was recorded, from its first word to its last. */

const domain = 'casa.test'
const say = ['+390125']
let engine: CallEngine
let anna: Phone

beforeAll(async () => {
  const settings = await testSettings()
  engine = createKamailioEngine(settings)
  await engine.start({
    decide: async ({ dialled }) => ({
      plan: planOf(
        step([{ kind: 'announcement', announcement: { name: dialled as AnnouncementName, say } }], { seconds: 20 }),
      ),
      context: '{}',
    }),
    credentials: async ({ user }) => createHash('md5').update(`${user}:${domain}:segreto`).digest('hex'),
    hear: async () => undefined,
  })
  const server = `ws://127.0.0.1:${settings.sip.wsPort}`
  anna = await phone({ who: 'Anna', server, user: '101-1', domain, secret: 'segreto' })
  // The media application registers a moment after phones can call.
  await vi.waitFor(() => listen('number-unknown'), { timeout: 30_000, interval: 300 })
}, 60_000)
afterAll(async () => {
  await anna?.leaves()
  await engine.stop()
}, 30_000)

/** What comes out of the receiver until the other side hangs up, each packet where its timestamp says (RFC 3550 5.1). */
async function listen(name: AnnouncementName): Promise<Int16Array> {
  const call = await anna.calls(name)
  const packets = new Map<number, Int16Array>()
  let first: number | undefined
  call.description.stream.on('sound', (samples, { timestamp }) => {
    first ??= timestamp
    packets.set((timestamp - first) >>> 0, samples)
  })
  await call.isAnswered(20_000)
  await call.ends(40_000)
  const heard = new Int16Array(Math.max(0, ...packets.keys()) + frameLength)
  for (const [at, samples] of packets) heard.set(samples.subarray(0, heard.length - at), at)
  return heard
}

/** How alike they are where they fit best, 1 being the same; what is missing of either counts as silence. */
function likeness(heard: Int16Array, recorded: Int16Array): number {
  const energy = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample * sample, 0)
  const whole = Math.sqrt(energy(heard) * energy(recorded))
  let best = 0
  // Nothing begins in the middle of a packet.
  for (let shift = 0; shift < heard.length; shift += frameLength) {
    let product = 0
    const last = Math.min(recorded.length, heard.length - shift)
    for (let i = 0; i < last; i++) product += (recorded[i] ?? 0) * (heard[shift + i] ?? 0)
    best = Math.max(best, product / whole)
  }
  return best
}

it('each of them, all at the same time', async () => {
  const heard = await Promise.all(announcementNames.map(async (name) => [name, await listen(name)] as const))
  const like = heard.map(([name, sound]) => [name, likeness(sound, announcementSound({ name, say }))] as const)
  // A packet lost on a busy machine is a hundredth of a sentence; another sentence, or half of one, is far below.
  expect(like.filter(([, share]) => share < 0.9)).toEqual([])
}, 60_000)
