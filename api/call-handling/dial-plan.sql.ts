import type { Transaction } from '#database/connect.ts'
import type { CallerPattern } from '#domain/call-handling/settings.ts'

export const findBlocks = (trx: Transaction) =>
  trx
    .selectFrom('company_block')
    .select(['id', 'caller', 'note', 'created_at', 'created_by'])
    .orderBy('created_at', 'desc')
    .execute()

export const insertBlock = (
  trx: Transaction,
  row: { id: string; companyId: string; caller: CallerPattern; note: string; now: Date; by: string },
) =>
  trx
    .insertInto('company_block')
    .values({
      id: row.id,
      company_id: row.companyId,
      caller: JSON.stringify(row.caller),
      note: row.note,
      created_at: row.now,
      created_by: row.by,
    })
    .execute()

export async function deleteBlock(trx: Transaction, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('company_block').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}
