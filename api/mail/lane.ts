import type { Logger } from 'pino'
import { second } from '#domain/clock.ts'

/** Picks up retries, and letters whose process died. */
const lookAgain = 5 * second

export type Lane = {
  start(): void
  /** Ends after the letters in hand. */
  stop(): Promise<void>
  /** There may be something to send now. */
  nudge(): void
  /** Sends what is due and returns when nothing is. */
  drain(): Promise<void>
}

/**
 * One way out and its queue. Several letters at a time, each on its own: a recipient whose server stalls holds back
 * nobody else's; and a gateway that is down holds back no mail, because each way has a lane.
 */
export function createLane<Message>(parts: {
  /** How many may be in hand. */
  readonly width: () => number
  /** Takes up to so many that are due, for nobody else. */
  readonly claim: (limit: number) => Promise<readonly Message[]>
  readonly deliver: (message: Message) => Promise<void>
  /** At each look while nothing can leave. */
  readonly idle: () => Promise<void>
  readonly log: Logger
}): Lane {
  const { width, claim, deliver, idle, log } = parts
  let started = false
  let timer: NodeJS.Timeout | undefined
  let inHand: Promise<void> | undefined
  let again = false
  let wake = () => {}

  async function sendDue(mayGoOn: () => boolean): Promise<void> {
    const inFlight = new Set<Promise<void>>()
    while (mayGoOn()) {
      const room = width() - inFlight.size
      // Several at a time where many are in hand: one look at the table for each would be most of the work.
      const worthIt = room >= Math.max(1, Math.floor(width() / 4)) || inFlight.size === 0
      // Whatever is queued from here on may be missed by this look, and asks for another.
      again = false
      const claimed = room > 0 && worthIt ? await claim(room) : []
      for (const message of claimed) {
        const sending = deliver(message)
          // It stays claimed and goes again when the lease ends.
          .catch((error: unknown) => log.error({ err: error }, 'letter not marked'))
          .finally(() => inFlight.delete(sending))
        inFlight.add(sending)
      }
      if (inFlight.size === 0) {
        if (room <= 0) await idle()
        return
      }
      const mustWait = inFlight.size >= width() || !worthIt
      if (mustWait || claimed.length === 0) await Promise.race(mustWait ? inFlight : [...inFlight, moreToSend()])
    }
    await Promise.all(inFlight)
  }

  /** Until a new letter is queued (perhaps during the look just taken), or it is time to look for retries. */
  function moreToSend(): Promise<void> {
    if (again) return Promise.resolve()
    return new Promise((resolve) => {
      wake = resolve
      setTimeout(resolve, lookAgain).unref()
    })
  }

  function nudge(): void {
    if (!started) return
    if (inHand) {
      again = true
      wake()
      return
    }
    clearTimeout(timer)
    inHand = sendDue(() => started)
      .catch((error: unknown) => log.error({ err: error }, 'outbox not read'))
      .finally(() => {
        inHand = undefined
        if (!started) return
        if (again) {
          again = false
          nudge()
        } else {
          timer = setTimeout(nudge, lookAgain)
          timer.unref()
        }
      })
  }

  return {
    start() {
      started = true
      nudge()
    },
    async stop() {
      started = false
      clearTimeout(timer)
      await inHand
    },
    nudge,
    async drain() {
      await inHand
      await sendDue(() => true)
    },
  }
}
