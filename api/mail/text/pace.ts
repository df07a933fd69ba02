import { setTimeout } from 'node:timers/promises'

/** Timers come a little late; what was missed in so many milliseconds may be made up for. */
const madeUp = 20

export type Pace = {
  /** Waits for the next message's turn. @throws when the signal breaks it off */
  turn(signal: AbortSignal): Promise<void>
  /** The gateway said “slower”: nobody's turn comes for so long. */
  hold(milliseconds: number): void
}

/** Spreads messages evenly at the rate the gateway allows, so that it never has to say “slower”. */
export function createPace(perSecond: number): Pace {
  const gap = 1000 / perSecond
  let next = 0
  let queue = Promise.resolve()

  /** One after the other: after a pause of this process they do not all come due at once. */
  async function wait(before: Promise<void>, signal: AbortSignal): Promise<void> {
    await before
    signal.throwIfAborted()
    const now = performance.now()
    const mine = Math.max(next, now - madeUp)
    next = mine + gap
    if (mine > now) await setTimeout(mine - now, undefined, { signal })
  }

  return {
    turn(signal) {
      const turn = wait(queue, signal)
      queue = turn.catch(() => undefined)
      return turn
    },
    hold(milliseconds) {
      next = Math.max(next, performance.now() + milliseconds)
    },
  }
}
