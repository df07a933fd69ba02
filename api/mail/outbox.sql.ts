import { type Insertable, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { OutboxMessageTable } from '#database/tables.ts'
import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'

/** How many are new: a letter whose dedupe key was queued before is not. */
export async function addMessages(
  trx: Transaction,
  messages: readonly Insertable<OutboxMessageTable>[],
): Promise<number> {
  const done = await trx
    .insertInto('outbox_message')
    .values([...messages])
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows)
}

/**
 * Takes letters that are due, for nobody else until the lease ends. Letters another process is just taking are
 * passed over; one whose process died becomes due again by itself.
 */
export const claimDue = (trx: Transaction, channel: 'email' | 'sms', now: Date, leaseEnds: Date, limit: number) =>
  trx
    .with('due', (query) =>
      query
        .selectFrom('outbox_message')
        .select('id')
        .where('channel', '=', channel)
        .where('sent_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('perhaps_at', 'is', null)
        .where('next_attempt_at', '<=', now)
        .orderBy('next_attempt_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('outbox_message as m')
    .from('due')
    .whereRef('m.id', '=', 'due.id')
    .set({ next_attempt_at: leaseEnds, attempts: sql`m.attempts + 1` })
    .returning(['m.id', 'm.channel', 'm.recipient', 'm.letter', 'm.content', 'm.created_at', 'm.attempts'])
    .execute()

export type ClaimedMessage = Awaited<ReturnType<typeof claimDue>>[number]

const waiting = (trx: Transaction, id: string) =>
  trx.updateTable('outbox_message').where('id', '=', id).where('sent_at', 'is', null).where('failed_at', 'is', null)

/** It has left: what it said is of no use here any more. */
export const markSent = (trx: Transaction, id: string, now: Date) =>
  waiting(trx, id).set({ sent_at: now, content: null, last_error: null, perhaps_at: null }).execute()

/** Nothing sends it again by itself; what it said is kept for a while, should somebody decide to. */
export const markPerhapsSent = (trx: Transaction, id: string, now: Date, reason: string) =>
  waiting(trx, id).set({ perhaps_at: now, last_error: reason }).execute()

export const putOff = (trx: Transaction, id: string, next: Date, reason: string) =>
  waiting(trx, id).set({ next_attempt_at: next, last_error: reason }).execute()

/** Given up: secrets in it must not wait here for ever. */
export const giveUp = (
  trx: Transaction,
  id: string,
  now: Date,
  { reason, because }: { reason: string; because: DeliveryFailure },
) => waiting(trx, id).set({ failed_at: now, content: null, last_error: reason, failure: because }).execute()

/** Gives up what has waited since before `oldest` on a channel that takes nothing. */
export const giveUpOlder = async (
  trx: Transaction,
  channel: 'email' | 'sms',
  oldest: Date,
  now: Date,
): Promise<number> => {
  const done = await trx
    .updateTable('outbox_message')
    .where('channel', '=', channel)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('perhaps_at', 'is', null)
    .where('created_at', '<=', oldest)
    .set({ failed_at: now, content: null, last_error: 'gateway away for a day', failure: 'too-late' })
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
