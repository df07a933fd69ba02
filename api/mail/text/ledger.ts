import { randomInt } from 'node:crypto'
import type { Cellar, Transaction } from '#database/connect.ts'
import { type Clock, day, hour, later, minute } from '#domain/clock.ts'
import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'
import type { PartKey } from './ledger.sql.ts'
import * as sql from './ledger.sql.ts'

/** What became of a piece, as a gateway tells it. */
export type Receipt = {
  /** The gateway's id; null when it gave none. */
  readonly gatewayId: string | null
  /** Our own reference, if the gateway repeats it (SMPP 3.4 5.3.2.17). */
  readonly reference?: number | undefined
  /** E.164; null when the gateway does not say. */
  readonly recipient: string | null
  readonly outcome: 'delivered' | 'failed'
  readonly failure: DeliveryFailure | null
}

export type Ledger = {
  /**
   * Written before a piece is handed over: `now` means hand it over, `answered` that the gateway has it, `unanswered` that
   * it was handed over once and nobody knows what became of it.
   */
  hand(key: PartKey, parts: number): Promise<{ state: 'now'; reference: number } | { state: 'answered' | 'unanswered' }>
  /** The gateway took it. May come late, after the message was called perhaps sent. */
  answered(key: PartKey, gatewayId: string | null): Promise<void>
  /** The gateway surely did not take it. */
  notTaken(key: PartKey): Promise<void>
  /** `kept`: of nothing we know yet. */
  receipt(receipt: Receipt): Promise<'known' | 'kept'>
  /** Ids of pieces of which nothing was heard for a while, to ask the gateway for. */
  toAsk(limit: number): Promise<string[]>
}

/** A receipt for a message without an answer is looked for among those of so many days. */
const remembered = 3 * day
/** Receipts usually come in seconds. */
const quietFor = 10 * minute
const askAgainAfter = 6 * hour

/**
 * What was handed to the gateway, in the database, so that nothing is handed over twice, whenever the process dies
 * (docs/decisions/0011-text-messages.md).
 */
export function createLedger(cellar: Cellar, clock: Clock, gateway: string): Ledger {
  return {
    async hand({ messageId, part }, parts) {
      const reference = randomInt(0x1_0000)
      return cellar.asService(async (trx) => {
        const row = { messageId, part, parts, gateway, reference, at: clock() }
        if (await sql.insertPart(trx, row)) return { state: 'now', reference }
        const found = await sql.findPart(trx, { messageId, part })
        return { state: found?.answered_at ? 'answered' : 'unanswered' }
      })
    },
    async answered(key, gatewayId) {
      await cellar.asService(async (trx) => {
        const early = gatewayId === null ? undefined : await sql.takeReceipt(trx, gateway, gatewayId)
        if (!early) {
          // Nearly always: one piece, and its receipt is still to come.
          const answered = await sql.markAnswered(trx, key, gatewayId, clock())
          if (answered?.parts === 1) return void (await sql.markOnlyPartSent(trx, key.messageId, clock()))
        }
        await sql.lockMessage(trx, key.messageId)
        await sql.markAnswered(trx, key, gatewayId, clock())
        if (early) await sql.endPart(trx, key, { ...early, failure: early.failure as DeliveryFailure | null })
        await sql.settleMessage(trx, key.messageId, clock())
      })
    },
    async notTaken(key) {
      await cellar.asService((trx) => sql.deletePart(trx, key))
    },
    async receipt(receipt) {
      return cellar.asService(async (trx) => {
        const at = clock()
        const key = await findPart(trx, receipt)
        if (!key) {
          const { gatewayId, outcome, failure } = receipt
          if (gatewayId !== null) await sql.keepReceipt(trx, { gateway, gatewayId, outcome, failure, at })
          return 'kept'
        }
        await sql.lockMessage(trx, key.messageId)
        await sql.markAnswered(trx, key, receipt.gatewayId, at)
        await sql.endPart(trx, key, { outcome: receipt.outcome, failure: receipt.failure, at })
        await sql.settleMessage(trx, key.messageId, at)
        return 'known'
      })
    },
    async toAsk(limit) {
      const now = clock()
      const when = {
        now,
        answeredBefore: later(now, -quietFor),
        answeredAfter: later(now, -remembered),
        askedBefore: later(now, -askAgainAfter),
      }
      const found = await cellar.asService((trx) => sql.takePartsToAsk(trx, gateway, when, limit))
      return found.flatMap(({ gatewayId }) => gatewayId ?? [])
    },
  }

  async function findPart(trx: Transaction, receipt: Receipt): Promise<PartKey | undefined> {
    return (
      (await findById(trx, receipt)) ??
      (await findOpen(trx, receipt)) ??
      // Its answer may have been written between the two looks.
      (await findById(trx, receipt))
    )
  }

  async function findById(trx: Transaction, { gatewayId, recipient }: Receipt): Promise<PartKey | undefined> {
    if (gatewayId === null) return undefined
    const found = await sql.findOpenPartsById(trx, gateway, spellings(gatewayId))
    // Another spelling of the id counts only where the number agrees.
    const alike = found.filter((part) => part.recipient === recipient)
    return found.find((part) => part.gatewayId === gatewayId) ?? (alike.length === 1 ? alike[0] : undefined)
  }

  async function findOpen(trx: Transaction, { reference, recipient }: Receipt): Promise<PartKey | undefined> {
    if (recipient === null) return undefined
    const open = await sql.findUnanswered(trx, gateway, recipient, later(clock(), -remembered))
    const ours = reference === undefined ? open : open.filter((part) => part.reference === reference)
    return ours.length === 1 ? ours[0] : undefined
  }
}

/** Some gateways answer an id in hexadecimal and write it in decimal in the receipt, or the other way, or pad it. */
function spellings(id: string): string[] {
  const bare = id.replace(/^0+(?=.)/, '')
  const found = [id, bare]
  if (/^\d{1,20}$/.test(bare)) found.push(BigInt(bare).toString(16), BigInt(bare).toString(16).toUpperCase())
  if (/^[0-9a-f]{1,16}$/i.test(bare)) found.push(BigInt(`0x${bare}`).toString())
  return [...new Set(found)]
}
