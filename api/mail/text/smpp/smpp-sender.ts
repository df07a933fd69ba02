import type { Logger } from 'pino'
import type { PDU } from 'smpp'
import { minute, second } from '#domain/clock.ts'
import { type SplitText, splitText } from '#domain/text-messages/split-text.ts'
import { DeliveryError, PerhapsSent, type Sender } from '../../sender.ts'
import type { Ledger } from '../ledger.ts'
import { createPace } from '../pace.ts'
import type { SmppSettings } from '../text-settings.ts'
import { statusName, verdictOf } from './answers.ts'
import { createSmppLink, NotHanded, type SmppLinkParts, Unanswered } from './link.ts'
import { fateOfState, readReceipt } from './receipts.ts'

/** After “slower” nobody sends for so long. */
const slowDown = second
/** How often the gateway is asked about messages of which no receipt came, and how many at a time. */
const askEvery = minute
const askAtOnce = 50

export type SmppSenderParts = {
  readonly settings: SmppSettings
  readonly ledger: Ledger
  readonly log: Logger
  readonly times?: SmppLinkParts['times']
}

/** Text messages by SMPP 3.4, each piece handed over once (docs/decisions/0011-text-messages.md). */
export function createSmppSender({ settings, ledger, log, times }: SmppSenderParts): Sender {
  const pace = createPace(settings.rate)
  let wider = () => {}
  let asking: NodeJS.Timeout | undefined
  let tried = false
  const link = createSmppLink({
    settings,
    log,
    ...(times ? { times } : {}),
    delivered: noteReceipt,
    nowLost: () => {
      tried = true
    },
    nowBound: () => {
      tried = true
      wider()
      void askAbout()
    },
  })

  async function noteReceipt(pdu: PDU): Promise<void> {
    const receipt = readReceipt(pdu)
    if (!receipt) return
    const found = await ledger.receipt(receipt)
    log.info({ gateway: settings.name, outcome: receipt.outcome, found }, 'text receipt')
  }

  /** Receipts may have been lost while we were away: the gateway knows what became of what it took. */
  async function askAbout(): Promise<void> {
    if (!link.isBound) return
    try {
      for (const id of await ledger.toAsk(askAtOnce)) {
        await pace.turn(AbortSignal.timeout(minute))
        const answer = await link.request('query_sm', { message_id: id, ...addressOf(settings.from, 'source') })
        const fate = answer.command_status === 0 ? fateOfState(answer.message_state) : undefined
        if (fate) await ledger.receipt({ ...fate, gatewayId: id, recipient: null })
      }
    } catch (error) {
      log.warn(
        { gateway: settings.name, reason: error instanceof Error ? error.message : 'unknown' },
        'gateway not asked',
      )
    }
  }

  /** Hands over one piece, unless it was before. */
  async function handOver(id: string, to: string, text: SplitText, part: number, signal: AbortSignal): Promise<void> {
    const key = { messageId: id, part }
    for (;;) {
      await goOn(link.bound(signal))
      await goOn(pace.turn(signal))
      const handed = await ledger.hand(key, text.parts.length)
      if (handed.state === 'answered') return
      if (handed.state !== 'now') throw new PerhapsSent('handed over before a restart, no answer known')
      const answer = await submit(key, { to, text, part, reference: handed.reference })
      if (!answer) continue
      const verdict = verdictOf(answer.command_status)
      if (verdict.kind === 'taken') return ledger.answered(key, answer.message_id || null)
      await ledger.notTaken(key)
      const reason = statusName(answer.command_status)
      if (verdict.kind === 'never') throw new DeliveryError(reason, true, verdict.because)
      if (verdict.kind === 'not-now') throw new DeliveryError(reason, false)
      pace.hold(times?.slowDown ?? slowDown)
    }
  }

  /** The answer; nothing when the connection was lost before the piece could be written to it. */
  async function submit(
    key: { messageId: string; part: number },
    { to, text, part, reference }: { to: string; text: SplitText; part: number; reference: number },
  ): Promise<PDU | undefined> {
    const late = (answer: PDU) => {
      const taken = answer.command_status === 0
      const noted = taken ? ledger.answered(key, answer.message_id || null) : ledger.notTaken(key)
      noted.catch((error: unknown) => log.error({ err: error }, 'late answer not kept'))
    }
    const fields = {
      ...addressOf(settings.from, 'source'),
      ...addressOf(to, 'dest'),
      registered_delivery: 1, // a receipt, whatever becomes of it
      data_coding: text.alphabet === 'gsm' ? 0 : 8,
      user_message_reference: reference,
      ...bodyOf(key.messageId, text, part, settings.long),
    }
    try {
      return await link.request('submit_sm', fields, late)
    } catch (error) {
      if (error instanceof NotHanded) return void (await ledger.notTaken(key))
      if (error instanceof Unanswered) throw new PerhapsSent(error.message)
      throw error
    }
  }

  return {
    start(callback) {
      wider = callback
      link.start()
      asking = setInterval(askAbout, askEvery)
      asking.unref()
    },
    // While the first connection is being made messages may wait for it; later a gateway that is away takes none.
    width: () => (link.isBound || !tried ? Math.min(settings.window, Math.max(1, settings.rate * 20)) : 0),
    async send({ id, to, content }, signal) {
      const text = splitText(content.text, settings.long === 'payload')
      for (const part of text.parts.keys()) await handOver(id, to, text, part, signal)
      return 'noted'
    },
    async close() {
      clearInterval(asking)
      await link.close()
    },
  }
}

/** Broken off before anything was handed over. */
async function goOn(step: Promise<void>): Promise<void> {
  try {
    await step
  } catch {
    throw new DeliveryError('gateway not bound in time', false)
  }
}

/** Type and plan of an address (SMPP 3.4 5.2.5, 5.2.6): international, a short code of the network, or letters. */
function addressOf(address: string, side: 'source' | 'dest') {
  const digits = address.replace(/^\+/, '')
  const [ton, npi] = !/^\d+$/.test(digits) ? [5, 0] : digits.length <= 6 ? [3, 0] : [1, 1]
  return side === 'source'
    ? { source_addr: digits, source_addr_ton: ton, source_addr_npi: npi }
    : { destination_addr: digits, dest_addr_ton: ton, dest_addr_npi: npi }
}

/** One of several pieces begins with which it is (3GPP TS 23.040 9.2.3.24.1); their common number follows from the id. */
function bodyOf(id: string, { parts }: SplitText, part: number, long: SmppSettings['long']) {
  const bytes = Buffer.from(parts[part] ?? [])
  if (parts.length > 1) {
    const udh = Buffer.from([5, 0, 3, Number.parseInt(id.slice(0, 2), 16), parts.length, part + 1])
    return { esm_class: 0x40, short_message: { udh, message: bytes } }
  }
  return long === 'payload' && bytes.length > 160
    ? { short_message: '', message_payload: bytes }
    : { short_message: bytes }
}
