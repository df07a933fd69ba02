import { type Insertable, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { VoicemailMessageTable } from '#database/tables.ts'
import { type CallFilter, type Cursor, findColleagues, narrowed } from '../call-history/records.sql.ts'

export type FoundMessage = {
  id: string
  left_at: Date
  seconds: number
  heard_at: Date | null
  loudness: Buffer
  other_number: string | null
  other_line_id: string | null
  other_name: string | null
}

export async function findMessages(
  trx: Transaction,
  filter: Omit<CallFilter, 'list'> & { unheard: boolean },
  after: Cursor | undefined,
  limit: number,
): Promise<FoundMessage[]> {
  const conditions = [
    sql`r.line_id = ${filter.lineId}`,
    sql`r.deleted_at is null`,
    ...(filter.unheard ? [sql`r.heard_at is null`] : []),
    ...narrowed(filter, await findColleagues(trx, filter.terms), {
      at: sql`r.left_at`,
      colleague: sql`r.caller_line_id`,
    }),
    ...(after ? [sql`(r.left_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const { rows } = await sql<FoundMessage>`
    select r.id, r.left_at, r.seconds, r.heard_at, r.loudness, r.caller_number as other_number,
      r.caller_line_id as other_line_id, r.caller_name as other_name
    from voicemail_message r where ${sql.join(conditions, sql` and `)} order by r.left_at desc, r.id desc limit ${limit}`.execute(
    trx,
  )
  return rows
}

export const findAudio = (trx: Transaction, lineId: string, id: string) =>
  trx
    .selectFrom('voicemail_message as m')
    .innerJoin('voicemail_audio as a', 'a.message_id', 'm.id')
    .select(['a.sealed', 'm.left_at'])
    .where('m.line_id', '=', lineId)
    .where('m.id', '=', id)
    .where('m.deleted_at', 'is', null)
    .executeTakeFirst()

/** How many rows were changed: none when it is nobody's, or somebody else's. */
export async function changeMessage(
  trx: Transaction,
  lineId: string,
  id: string,
  change: { heard_at: Date | null } | { deleted_at: Date | null },
): Promise<bigint> {
  const { numUpdatedRows } = await trx
    .updateTable('voicemail_message')
    .set(change)
    .where('line_id', '=', lineId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows
}

/** The line a message was left for, and who left it if that is a colleague. */
export async function findMailbox(trx: Transaction, lineId: string, caller: string | null) {
  const line = await trx.selectFrom('line').select(['id', 'company_id']).where('id', '=', lineId).executeTakeFirst()
  const colleague =
    line && caller
      ? await trx
          .selectFrom('line')
          .select('id')
          .where('company_id', '=', line.company_id)
          .where('number', '=', caller)
          .executeTakeFirst()
      : undefined
  return line && { ...line, colleague: colleague?.id ?? null }
}

/** What the call itself has written about who called. */
export const findCallerOfCall = (trx: Transaction, lineId: string, callId: string) =>
  trx
    .selectFrom('call_record')
    .select(['other_number', 'other_line_id', 'other_name'])
    .where('line_id', '=', lineId)
    .where('call_id', '=', callId)
    .where('direction', '=', 'in')
    .executeTakeFirst()

/** Told twice, kept once. Whether it was new. */
export async function insertMessage(
  trx: Transaction,
  message: Insertable<VoicemailMessageTable>,
  sealed: Buffer,
): Promise<boolean> {
  const kept = await trx
    .insertInto('voicemail_message')
    .values(message)
    .onConflict((on) => on.columns(['line_id', 'spool_file']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) return false
  const { id: message_id, company_id, line_id } = message
  await trx.insertInto('voicemail_audio').values({ message_id, company_id, line_id, sealed }).execute()
  return true
}
