import { CallRefused, type RingingCall, type TalkingCall } from '#telephony/outside-world/endpoint.ts'
import { tone } from '#telephony/rtp/tone.ts'
import { Ear } from '../softphone/ear.ts'

/** A call at a phone outside, in the words of the scripted phones. */
export type OutsideCall = {
  /** Null when withheld, or for a call made outside. */
  readonly caller: string | null
  header(name: string): string | undefined
  answers(): Promise<OutsideCall>
  declines(): void
  isBusy(): void
  /** Waits until it is rung, given up, answered, or refused with a status. */
  rings(within?: number): Promise<void>
  isGivenUp(within?: number): Promise<void>
  isAnswered(within?: number): Promise<OutsideCall>
  isRefused(within?: number): Promise<number>
  ends(within?: number): Promise<void>
  hangsUp(): void
  plays(frequency: number): void
  presses(keys: string): Promise<void>
  hears(frequency: number, within?: number): Promise<void>
  hearsSomething(within?: number): Promise<void>
}

type Made = { readonly talking: Promise<TalkingCall>; readonly ringing: Promise<void>; giveUp(): void }

const patience = 15_000

export function outsideCall(who: string, call: RingingCall | Made): OutsideCall {
  const ear = new Ear()
  let talking: TalkingCall | undefined
  const incoming = 'answer' in call ? call : undefined
  const made = 'answer' in call ? undefined : call
  made?.talking.catch(() => undefined)

  function talk(begun: TalkingCall): TalkingCall {
    if (talking === undefined) ear.listen(begun.stream)
    talking = begun
    return begun
  }
  const spoken = (): TalkingCall => {
    if (talking === undefined) throw new Error(`${who} does not talk yet`)
    return talking
  }
  const within = <Answer>(wait: Promise<Answer>, milliseconds: number, complaint: string): Promise<Answer> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${who}, outside, ${complaint}`)), milliseconds)
    })
    return Promise.race([wait, late]).finally(() => clearTimeout(timer))
  }

  const self: OutsideCall = {
    caller: incoming?.caller ?? null,
    header: (name) => incoming?.headers.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1],
    async answers() {
      talk(await incoming!.answer())
      return self
    },
    declines: () => incoming!.refuse(603, 'Decline'),
    isBusy: () => incoming!.refuse(486, 'Busy Here'),
    rings: (time = patience) => within(made!.ringing, time, 'hears no ringing'),
    isGivenUp: (time = patience) =>
      within(
        new Promise<void>((resolve) => {
          if (incoming!.cancelled.aborted) resolve()
          incoming!.cancelled.addEventListener('abort', () => resolve())
        }),
        time,
        'still rings',
      ),
    async isAnswered(time = patience) {
      talk(await within(made!.talking, time, 'is not answered'))
      return self
    },
    isRefused: (time = patience) =>
      within(
        made!.talking.then(
          () => {
            throw new Error(`${who}, outside, is answered`)
          },
          (error: unknown) => {
            if (error instanceof CallRefused) return error.status
            throw error
          },
        ),
        time,
        'still waits',
      ),
    ends: (time = patience) => within(spoken().ended, time, 'still talks'),
    hangsUp() {
      if (talking) talking.hangUp()
      else made?.giveUp()
    },
    plays(frequency) {
      const { stream } = spoken()
      const sound = tone(frequency, 1000)
      void (async () => {
        while (await stream.play(sound));
      })()
    },
    presses: (keys) => spoken().stream.press(keys),
    hears: (frequency, time = patience) => ear.tone(frequency, time),
    hearsSomething: (time = patience) => ear.anything(time),
  }
  return self
}
