import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { afterCommit, type Cellar, type Transaction } from '#database/connect.ts'
import { type Clock, hour, later, second } from '#domain/clock.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import type { Language } from '#translations/index.ts'
import type { LetterName } from '#translations/mail.ts'
import type { Config } from '../config.ts'
import type { Metrics } from '../metrics.ts'
import { createLane } from './lane.ts'
import { type Channel, channelOf, type Letter, renderLetter } from './letters.ts'
import {
  addMessages,
  type ClaimedMessage,
  claimDue,
  giveUp,
  giveUpOlder,
  markPerhapsSent,
  markSent,
  putOff,
} from './outbox.sql.ts'
import { nextAttempt } from './retry.ts'
import { DeliveryError, PerhapsSent, type SenderOfChannels } from './sender.ts'

/** Nobody else takes a claimed letter for this long; sending is broken off well before. */
const lease = 60 * second
const longestSending = 45 * second
const together = 5
/** A gateway that is away for longer than this is waited for no more. */
const patience = 24 * hour

export type QueuedLetter = {
  /** Whose delivery list shows it; null for the provider's own. */
  readonly companyId: string | null
  /** An e-mail address, or a mobile number in E.164 for the letters that go by SMS. */
  readonly to: string
  readonly language: Language
  /** Of the Sede, for the holder of a line; all that is told to the company or its contract is told by the Italian clock. */
  readonly timeZone?: TimeZone
  readonly letter: Letter
  /** The same notice is queued once, however often it is asked for. */
  readonly dedupeKey?: string
  /** The message that this one repeats, for the delivery list. */
  readonly againOf?: string
}

export type Outbox = {
  /**
   * Writes the letter out and keeps it in the caller's transaction: it leaves if and only if that commits, and
   * then at once.
   */
  queue(trx: Transaction, letter: QueuedLetter): Promise<void>
  /** The same for many, in one statement. */
  queueAll(trx: Transaction, letters: readonly QueuedLetter[]): Promise<void>
  /** Something that a person hands over: in the delivery list, and sent by nobody. */
  list(trx: Transaction, by: { companyId: string; letter: LetterName; againOf?: string }): Promise<void>
  /** There may be something to send once the caller's transaction commits, which it put into the table itself. */
  nudgeAfter(trx: Transaction): void
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
 * in hand when the process died goes again, with the same Message-ID: at least once, never lost. A text message is
 * the other way round: handed over once, and if nobody said what became of it, shown as perhaps sent
 * (docs/decisions/0011-text-messages.md). Any number of processes may send from one database.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { cellar, clock, config, log, metrics, sender, random = Math.random } = parts
  const lanes = { email: laneOf('email'), sms: laneOf('sms') }
  const all = Object.values(lanes)

  function laneOf(channel: Channel) {
    return createLane<ClaimedMessage>({
      width: () => sender.width?.(channel) ?? together,
      claim: (limit) => {
        const now = clock()
        return cellar.asService((trx) => claimDue(trx, channel, now, later(now, lease), limit))
      },
      deliver,
      idle: () => giveUpForgotten(channel),
      log,
    })
  }

  function written({ companyId, to, language, timeZone, letter, dedupeKey, againOf }: QueuedLetter) {
    const now = clock()
    return {
      id: randomUUID(),
      company_id: companyId,
      channel: channelOf(letter.name),
      recipient: to,
      letter: letter.name,
      content: JSON.stringify(renderLetter(letter, language, config.brand, timeZone)),
      dedupe_key: dedupeKey ?? null,
      again_of: againOf ?? null,
      created_at: now,
      next_attempt_at: now,
    }
  }

  async function queueAll(trx: Transaction, letters: readonly QueuedLetter[]): Promise<void> {
    const added = letters.length > 0 ? await addMessages(trx, letters.map(written)) : 0
    if (added === 0) return
    afterCommit(trx, () => metrics.letters.inc({ outcome: 'queued' }, added))
    nudgeAfter(trx)
  }

  async function list(
    trx: Transaction,
    { companyId, letter, againOf }: { companyId: string; letter: LetterName; againOf?: string },
  ): Promise<void> {
    const now = clock()
    await addMessages(trx, [
      {
        id: randomUUID(),
        company_id: companyId,
        channel: 'technician',
        recipient: '',
        letter,
        content: null,
        again_of: againOf ?? null,
        created_at: now,
        next_attempt_at: now,
      },
    ])
  }

  const nudge = () => {
    for (const lane of all) lane.nudge()
  }
  const nudgeAfter = (trx: Transaction) => afterCommit(trx, nudge)

  async function deliver(message: ClaimedMessage): Promise<void> {
    const { id, channel, recipient, content } = message
    if (!content || channel === 'technician') return
    try {
      const done = await sender.send({ id, channel, to: recipient, content }, AbortSignal.timeout(longestSending))
      if (done !== 'noted') await cellar.asService((trx) => markSent(trx, id, clock()))
    } catch (error) {
      return error instanceof PerhapsSent ? perhapsDelivered(message, error) : notDelivered(message, error)
    }
    metrics.letters.inc({ outcome: 'sent' })
    log.info(factsOf(message), 'letter sent')
  }

  async function perhapsDelivered(message: ClaimedMessage, { message: reason }: PerhapsSent): Promise<void> {
    await cellar.asService((trx) => markPerhapsSent(trx, message.id, clock(), reason))
    metrics.letters.inc({ outcome: 'perhaps-sent' })
    log.warn({ ...factsOf(message), reason }, 'letter perhaps sent')
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
      const because = final ? error.because : 'too-late'
      await cellar.asService((trx) => giveUp(trx, id, now, { reason, because }))
      metrics.letters.inc({ outcome: 'given-up' })
      log.error({ ...factsOf(message), reason }, 'letter given up')
    }
  }

  /** While a gateway is away nothing of its lane is taken, so nothing of it would ever be given up either. */
  async function giveUpForgotten(channel: Channel): Promise<void> {
    const now = clock()
    const given = await cellar.asService((trx) => giveUpOlder(trx, channel, later(now, -patience), now))
    if (given === 0) return
    metrics.letters.inc({ outcome: 'given-up' }, given)
    log.error({ channel, letters: given }, 'letters given up: no gateway for a day')
  }

  return {
    queue: (trx, letter) => queueAll(trx, [letter]),
    queueAll,
    list,
    nudgeAfter,
    reaches: (channel) => sender.reaches(channel),
    start() {
      for (const lane of all) lane.start()
      sender.start?.((channel) => lanes[channel].nudge())
    },
    async stop() {
      await Promise.all(all.map((lane) => lane.stop()))
      await sender.close()
    },
    nudge,
    async drain() {
      await Promise.all(all.map((lane) => lane.drain()))
    },
  }
}

/** What a log may say of a letter: never its content, never the whole address. */
function factsOf({ id, letter, channel, recipient, attempts }: ClaimedMessage) {
  const to = channel === 'sms' ? maskPhoneNumber(recipient as PhoneNumber) : maskEmailAddress(recipient as EmailAddress)
  return { letterId: id, letter, to, attempts }
}
