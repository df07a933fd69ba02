import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { afterCommit, type Cellar, type Transaction } from '#database/connect.ts'
import { type Clock, later, second } from '#domain/clock.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { Language } from '#translations/index.ts'
import type { Config } from '../config.ts'
import type { Metrics } from '../metrics.ts'
import { type Channel, channelOf, type Letter, renderLetter } from './letters.ts'
import { addMessage, type ClaimedMessage, claimDue, giveUp, markSent, putOff } from './outbox.sql.ts'
import { nextAttempt } from './retry.ts'
import { DeliveryError, type SenderOfChannels } from './sender.ts'

/** Nobody else takes a claimed letter for this long; sending is broken off well before. */
const lease = 60 * second
const longestSending = 45 * second
const together = 5
/** Picks up retries, and letters whose process died. */
const lookAgain = 5 * second

export type QueuedLetter = {
  /** Whose delivery list shows it; null for the provider's own. */
  readonly companyId: string | null
  /** An e-mail address, or a mobile number in E.164 for the letters that go by SMS. */
  readonly to: string
  readonly language: Language
  readonly letter: Letter
  /** The same notice is queued once, however often it is asked for. */
  readonly dedupeKey?: string
}

export type Outbox = {
  /**
   * Writes the letter out and keeps it in the caller's transaction: it leaves if and only if that commits, and
   * then at once.
   */
  queue(trx: Transaction, letter: QueuedLetter): Promise<void>
  /** Whether a channel has a way out; without one a secret must not be split over two. */
  reaches(channel: Channel): boolean
  start(): void
  /** Ends after the letters in hand. */
  stop(): Promise<void>
  /** There may be something to send now. */
  nudge(): void
  /** Sends what is due and returns when nothing is: for tests and scripts. */
  drain(): Promise<void>
}

export type OutboxParts = {
  readonly cellar: Cellar
  readonly clock: Clock
  readonly config: Pick<Config, 'brand'>
  readonly log: Logger
  readonly metrics: Pick<Metrics, 'letters'>
  readonly sender: SenderOfChannels
  /** Spreads retries. */
  readonly random?: () => number
}

/**
 * The durable outbox. A letter is taken under a lease before it is sent and marked afterwards, so one that was
 * in hand when the process died goes again, with the same Message-ID: at least once, never lost. Any number of
 * processes may send from one database.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { cellar, clock, config, log, metrics, sender, random = Math.random } = parts
  let started = false
  let timer: NodeJS.Timeout | undefined
  let inHand: Promise<void> | undefined
  let again = false
  let wake = () => {}

  async function queue(trx: Transaction, { companyId, to, language, letter, dedupeKey }: QueuedLetter): Promise<void> {
    const now = clock()
    const isNew = await addMessage(trx, {
      id: randomUUID(),
      company_id: companyId,
      channel: channelOf(letter.name),
      recipient: to,
      letter: letter.name,
      content: JSON.stringify(renderLetter(letter, language, config.brand)),
      dedupe_key: dedupeKey ?? null,
      created_at: now,
      next_attempt_at: now,
    })
    if (!isNew) return
    afterCommit(trx, () => {
      metrics.letters.inc({ outcome: 'queued' })
      nudge()
    })
  }

  async function deliver(message: ClaimedMessage): Promise<void> {
    const { id, channel, recipient, content } = message
    if (!content) return
    try {
      await sender.send({ id, channel, to: recipient, content }, AbortSignal.timeout(longestSending))
    } catch (error) {
      return notDelivered(message, error)
    }
    await cellar.asService((trx) => markSent(trx, id, clock()))
    metrics.letters.inc({ outcome: 'sent' })
    log.info(factsOf(message), 'letter sent')
  }

  async function notDelivered(message: ClaimedMessage, error: unknown): Promise<void> {
    const { id, created_at, attempts } = message
    const now = clock()
    // Only a DeliveryError's words are known to be free of addresses and content.
    const reason = error instanceof DeliveryError ? error.message : error instanceof Error ? error.name : 'unknown'
    const final = error instanceof DeliveryError && error.permanent
    const next = final ? undefined : nextAttempt({ createdAt: created_at, attempts }, now, random())
    if (next) {
      await cellar.asService((trx) => putOff(trx, id, next, reason))
      metrics.letters.inc({ outcome: 'put-off' })
      log.warn({ ...factsOf(message), reason, next }, 'letter put off')
    } else {
      await cellar.asService((trx) => giveUp(trx, id, now, reason))
      metrics.letters.inc({ outcome: 'given-up' })
      log.error({ ...factsOf(message), reason }, 'letter given up')
    }
  }

  /** Five letters at a time, each on its own: a recipient whose server stalls holds back nobody else's. */
  async function sendDue(mayGoOn: () => boolean): Promise<void> {
    const inFlight = new Set<Promise<void>>()
    while (mayGoOn()) {
      const now = clock()
      const claimed = await cellar.asService((trx) => claimDue(trx, now, later(now, lease), together - inFlight.size))
      for (const message of claimed) {
        const sending = deliver(message)
          // It stays claimed and goes again when the lease ends.
          .catch((error: unknown) => log.error({ err: error }, 'letter not marked'))
          .finally(() => inFlight.delete(sending))
        inFlight.add(sending)
      }
      if (inFlight.size === 0) return
      const isFull = inFlight.size === together
      if (isFull || claimed.length === 0) await Promise.race(isFull ? inFlight : [...inFlight, moreToSend()])
    }
    await Promise.all(inFlight)
  }

  /** Until a new letter is queued, or it is time to look for retries. */
  function moreToSend(): Promise<void> {
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
    queue,
    reaches: (channel) => sender.reaches(channel),
    start() {
      started = true
      nudge()
    },
    async stop() {
      started = false
      clearTimeout(timer)
      await inHand
      await sender.close()
    },
    nudge,
    async drain() {
      await inHand
      await sendDue(() => true)
    },
  }
}

/** What a log may say of a letter: never its content, never the whole address. */
function factsOf({ id, letter, channel, recipient, attempts }: ClaimedMessage) {
  const to = channel === 'sms' ? maskPhoneNumber(recipient as PhoneNumber) : maskEmailAddress(recipient as EmailAddress)
  return { letterId: id, letter, to, attempts }
}
