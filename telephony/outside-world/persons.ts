import { setTimeout as pause } from 'node:timers/promises'
import { phraseSound } from '../media/prompts.ts'
import { jitterBuffer } from '../rtp/jitter-buffer.ts'
import { joined, silence, tone } from '../rtp/tone.ts'
import type { Endpoint, RingingCall, TalkingCall } from './endpoint.ts'
import type { OutsideBehaviour } from './numbers.ts'

/** Who picks up outside, and what they do then. Nobody talks longer than this. */
const longestTalk = 10 * 60_000
/** Between hanging up and calling back. */
export const beforeCallingBack = 5000

/** A chord taken apart: each of its notes can be heard on its own, also by a test. */
const tune = joined(...[440, 554, 659, 880, 659, 554].flatMap((note) => [tone(note, 350, 5000), silence(30)]))

export type World = {
  readonly endpoint: () => Endpoint
  readonly log: (event: string, facts: object) => void
}

type Person = (call: RingingCall, own: string, world: World) => Promise<void>

export const persons: Readonly<Record<OutsideBehaviour, Person>> = {
  music: async (call) => playOn(await call.answer()),

  echo: async (call) => {
    const { stream, ended } = await call.answer()
    const buffer = jitterBuffer()
    stream.on('sound', (samples, { sequence }) => buffer.put(sequence, samples))
    stream.source = () => buffer.take()
    await ended
  },

  'your-number': async (call) => {
    const talking = await call.answer()
    const number = call.caller
    await pause(500)
    for (let times = 0; times < 2 && !talking.over; times += 1) {
      await talking.stream.play(number ? phraseSound('your-number-is', number) : phraseSound('unknown-caller'))
      await talking.stream.play(silence(1000))
    }
    talking.hangUp()
  },

  late: async (call) => {
    call.ring()
    if (await waited(10_000, call)) await playOn(await call.answer())
  },

  busy: async (call) => call.refuse(486, 'Busy Here'),

  'never-answers': async (call) => call.ring(),

  declines: async (call) => {
    call.ring()
    if (await waited(2000, call)) call.refuse(603, 'Decline')
  },

  'calls-back': (call, own, world) => callBack(call, own, world, false),
  'calls-back-withheld': (call, own, world) => callBack(call, own, world, true),

  voicemail: async (call) => {
    call.ring()
    if (!(await waited(1000, call))) return
    const talking = await call.answer()
    await talking.stream.play(joined(phraseSound('leave-a-message'), tone(1000, 400)))
    await talking.ended
  },

  'mobile-accepts': async (call) => {
    call.ring()
    if (!(await waited(3000, call))) return
    const talking = await call.answer()
    await pause(1500)
    await talking.stream.press('1')
    await playOn(talking)
  },

  'mobile-never-answers': async (call) => call.ring(),

  emergency: async (call, own, world) => {
    call.ring()
    const talking = await call.answer()
    let wanted = false
    talking.stream.on('key', (key) => {
      wanted ||= key === '9'
    })
    const said = joined(
      tone(880, 400),
      silence(200),
      phraseSound('greeting'),
      phraseSound('your-number-is', own),
      silence(1500),
    )
    while (!talking.over && (await talking.stream.play(said)));
    if (wanted && call.caller) await ringUp(call.caller, own, world, false)
  },
}

/** Plays until the other side hangs up. */
async function playOn(talking: TalkingCall): Promise<void> {
  const enough = setTimeout(() => talking.hangUp(), longestTalk)
  await pause(200)
  while (!talking.over && (await talking.stream.play(tune)));
  clearTimeout(enough)
}

async function callBack(call: RingingCall, own: string, world: World, withheld: boolean): Promise<void> {
  const talking = await call.answer()
  await talking.stream.play(joined(tone(880, 300), silence(200), phraseSound('greeting')))
  // Who listens to the end is told goodbye; most hang up before.
  const gone = await Promise.race([talking.ended.then(() => true), pause(20_000, false)])
  if (!gone) await talking.stream.play(phraseSound('goodbye'))
  talking.hangUp()
  if (call.caller === null) return
  await ringUp(call.caller, own, world, withheld)
}

async function ringUp(to: string, from: string, world: World, withheld: boolean): Promise<void> {
  await pause(beforeCallingBack)
  const signal = AbortSignal.timeout(60_000)
  try {
    await playOn(await world.endpoint().call({ to, from, withheld, signal }))
  } catch (error) {
    world.log('not-reached', { to, reason: error instanceof Error ? error.message : String(error) })
  }
}

/** False when the caller gave up meanwhile. */
async function waited(milliseconds: number, call: RingingCall): Promise<boolean> {
  return pause(milliseconds, true, { signal: call.cancelled }).catch(() => false)
}
