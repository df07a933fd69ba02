import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

export const putHold = (
  trx: Transaction,
  hold: { scope_id: string; company_id: string; line_id: string | null; signal: string; since: Date; until: Date },
) =>
  trx
    .insertInto('call_hold')
    .values(hold)
    .onConflict((conflict) =>
      conflict.column('scope_id').doUpdateSet({ signal: hold.signal, since: hold.since, until: hold.until }),
    )
    .execute()

/** The new alarm; undefined when it was told already, and nobody has let calls go on since. */
export async function putAlarm(
  trx: Transaction,
  alarm: { scope_id: string; company_id: string; line_id: string | null; what: string; day: string; at: Date },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('call_alarm')
    .values(alarm)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Every administrator who can sign in; only whoever has a confirmed address can be told. */
export const findAdministrators = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('line')
    .select(['id', 'name', 'extension', 'account', 'email', 'email_status'])
    .where('company_id', '=', companyId)
    .where('role', '=', 'administrator')
    .where('account', 'in', ['live', 'provisioned'])
    .orderBy('name')
    .limit(100)
    .execute()

/** Whoever let calls go on is told anew; what holds them is gone. */
export async function settle(
  trx: Transaction,
  { companyId, scope, day, now }: { companyId: string; scope: string; day: string; now: Date },
): Promise<void> {
  await trx.deleteFrom('call_hold').where('company_id', '=', companyId).where('scope_id', '=', scope).execute()
  await trx
    .updateTable('call_alarm')
    .set({ settled_at: now })
    .where('company_id', '=', companyId)
    .where('scope_id', '=', scope)
    .where('day', '=', sql<string>`${day}::date`)
    .where('settled_at', 'is', null)
    // A month's cap is not let go: whoever was told of it is not told again.
    .where('what', 'not like', '%-cost-month')
    .execute()
}

export const findHolds = (trx: Transaction, now: Date) =>
  trx
    .selectFrom('call_hold as h')
    .leftJoin('line as l', 'l.id', 'h.line_id')
    .select(['h.line_id', 'h.signal', 'h.since', 'h.until', 'l.name', 'l.extension'])
    .where('h.until', '>', now)
    .orderBy('h.since', 'desc')
    .limit(200)
    .execute()

/** What was told, newest first. */
export const findAlarms = (trx: Transaction, companyId: string, limit: number) =>
  trx
    .selectFrom('call_alarm as a')
    .leftJoin('line as l', 'l.id', 'a.line_id')
    .select(['a.id', 'a.line_id', 'a.what', 'a.at', 'a.settled_at', 'l.name', 'l.extension'])
    .where('a.company_id', '=', companyId)
    .orderBy('a.at', 'desc')
    .limit(limit)
    .execute()

/** What became of the letters about alarms, by the alarm that stands in their key (`say.ts`). */
export const countAlarmLetters = (trx: Transaction, companyId: string, since: Date) =>
  trx
    .selectFrom('outbox_message')
    .select([
      sql<string>`split_part(dedupe_key, ' ', 2)`.as('alarm'),
      sql<string>`count(*)`.as('written'),
      sql<string>`count(sent_at)`.as('sent'),
      sql<string>`count(failed_at)`.as('failed'),
    ])
    .where('company_id', '=', companyId)
    .where('letter', '=', 'call-alarm')
    .where('created_at', '>=', since)
    .groupBy(sql`split_part(dedupe_key, ' ', 2)`)
    .execute()

export const findCompanyState = (trx: Transaction, companyId: string) =>
  trx.selectFrom('company').select(['name', 'closed_at']).where('id', '=', companyId).executeTakeFirst()
