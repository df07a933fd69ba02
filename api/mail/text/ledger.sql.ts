import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'

export type PartKey = { readonly messageId: string; readonly part: number }

/** Whatever is written about a message waits here, so that two pieces never settle it past each other. */
export const lockMessage = (trx: Transaction, messageId: string) =>
  trx.selectFrom('outbox_message').select('id').where('id', '=', messageId).forUpdate().executeTakeFirst()

/** False when the piece was handed over before. */
export async function insertPart(
  trx: Transaction,
  part: { messageId: string; part: number; parts: number; gateway: string; reference: number; at: Date },
): Promise<boolean> {
  const done = await trx
    .insertInto('text_message_part')
    .values({
      message_id: part.messageId,
      part: part.part,
      parts: part.parts,
      gateway: part.gateway,
      reference: part.reference,
      handed_at: part.at,
    })
    .onConflict((conflict) => conflict.columns(['message_id', 'part']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const findPart = (trx: Transaction, key: PartKey) =>
  trx
    .selectFrom('text_message_part')
    .select(['answered_at', 'gateway_id'])
    .where('message_id', '=', key.messageId)
    .where('part', '=', key.part)
    .executeTakeFirst()

export const deletePart = (trx: Transaction, key: PartKey) =>
  trx
    .deleteFrom('text_message_part')
    .where('message_id', '=', key.messageId)
    .where('part', '=', key.part)
    .where('answered_at', 'is', null)
    .execute()

export const markAnswered = (trx: Transaction, key: PartKey, gatewayId: string | null, at: Date) =>
  trx
    .updateTable('text_message_part')
    .set({ answered_at: at, gateway_id: gatewayId })
    .where('message_id', '=', key.messageId)
    .where('part', '=', key.part)
    .where('answered_at', 'is', null)
    .returning('parts')
    .executeTakeFirst()

export const endPart = (
  trx: Transaction,
  key: PartKey,
  end: { outcome: 'delivered' | 'failed'; failure: DeliveryFailure | null; at: Date },
) =>
  trx
    .updateTable('text_message_part')
    .set({ outcome: end.outcome, failure: end.failure, ended_at: end.at })
    .where('message_id', '=', key.messageId)
    .where('part', '=', key.part)
    .where('outcome', 'is', null)
    .execute()

const parts = (trx: Transaction) =>
  trx
    .selectFrom('text_message_part as p')
    .innerJoin('outbox_message as m', 'm.id', 'p.message_id')
    .select(['p.message_id as messageId', 'p.part', 'p.gateway_id as gatewayId', 'm.recipient'])

/** Under any of the spellings of an id. */
export const findOpenPartsById = (trx: Transaction, gateway: string, ids: readonly string[]) =>
  parts(trx).where('p.gateway', '=', gateway).where('p.gateway_id', 'in', ids).where('p.outcome', 'is', null).execute()

/** Handed over since and never answered, to one number. */
export const findUnanswered = (trx: Transaction, gateway: string, recipient: string, since: Date) =>
  parts(trx)
    .select('p.reference')
    .where('p.gateway', '=', gateway)
    .where('p.answered_at', 'is', null)
    .where('p.handed_at', '>=', since)
    .where('m.recipient', '=', recipient)
    .execute()

export type KeptReceipt = {
  gateway: string
  gatewayId: string
  outcome: 'delivered' | 'failed'
  failure: DeliveryFailure | null
  at: Date
}

export const keepReceipt = (trx: Transaction, receipt: KeptReceipt) =>
  trx
    .insertInto('text_receipt')
    .values({
      gateway: receipt.gateway,
      gateway_id: receipt.gatewayId,
      outcome: receipt.outcome,
      failure: receipt.failure,
      at: receipt.at,
    })
    .onConflict((conflict) => conflict.columns(['gateway', 'gateway_id']).doNothing())
    .execute()

/** A receipt that came before its answer; it is taken away. */
export const takeReceipt = (trx: Transaction, gateway: string, gatewayId: string) =>
  trx
    .deleteFrom('text_receipt')
    .where('gateway', '=', gateway)
    .where('gateway_id', '=', gatewayId)
    .returning(['outcome', 'failure', 'at'])
    .executeTakeFirst()

/** A message of one piece has left with it. */
export const markOnlyPartSent = (trx: Transaction, messageId: string, now: Date) =>
  trx
    .updateTable('outbox_message')
    .set({ sent_at: now, content: null, perhaps_at: null, last_error: null })
    .where('id', '=', messageId)
    .where('sent_at', 'is', null)
    .execute()

/**
 * Draws what is known of the pieces together: all answered, it has left; all delivered, it has arrived; one lost, the
 * message is.
 */
export async function settleMessage(trx: Transaction, messageId: string, now: Date): Promise<void> {
  const pieces = await trx
    .selectFrom('text_message_part')
    .select(['parts', 'answered_at', 'outcome', 'failure', 'ended_at'])
    .where('message_id', '=', messageId)
    .execute()
  const whole = pieces[0]?.parts === pieces.length
  if (!whole || pieces.some((piece) => piece.answered_at === null)) return
  const lost = pieces.find((piece) => piece.outcome === 'failed')
  const arrived = pieces.every((piece) => piece.outcome === 'delivered')
  await trx
    .updateTable('outbox_message')
    .set({
      sent_at: sql`coalesce(sent_at, ${now})`,
      content: null,
      perhaps_at: null,
      ...(arrived ? { delivered_at: pieces[0]?.ended_at ?? now } : {}),
      ...(lost ? { failed_at: lost.ended_at ?? now, failure: lost.failure ?? 'unknown' } : { last_error: null }),
    })
    .where('id', '=', messageId)
    .where('delivered_at', 'is', null)
    .execute()
}

/** Pieces that left and of which nothing was heard: the gateway may be asked. */
export const takePartsToAsk = (
  trx: Transaction,
  gateway: string,
  when: { now: Date; answeredBefore: Date; askedBefore: Date; answeredAfter: Date },
  limit: number,
) =>
  trx
    .with('quiet', (query) =>
      query
        .selectFrom('text_message_part')
        .select(['message_id', 'part'])
        .where('gateway', '=', gateway)
        .where('gateway_id', 'is not', null)
        .where('outcome', 'is', null)
        .where('asks', '<', 5)
        .where('answered_at', '<=', when.answeredBefore)
        .where('answered_at', '>', when.answeredAfter)
        .where((q) => q.or([q('asked_at', 'is', null), q('asked_at', '<=', when.askedBefore)]))
        .orderBy('answered_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('text_message_part as p')
    .from('quiet')
    .whereRef('p.message_id', '=', 'quiet.message_id')
    .whereRef('p.part', '=', 'quiet.part')
    .set({ asked_at: when.now, asks: sql`p.asks + 1` })
    .returning(['p.gateway_id as gatewayId'])
    .execute()
