import type { Transaction } from '#database/connect.ts'
import type { CallerPattern, Destination } from '#domain/call-handling/settings.ts'

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

export const findShortCodes = (trx: Transaction) =>
  trx.selectFrom('short_code').select(['code', 'label', 'destination']).orderBy('code').execute()

export const putShortCode = (
  trx: Transaction,
  row: { companyId: string; code: string; label: string; to: Destination },
) => {
  const meaning = { label: row.label, destination: JSON.stringify(row.to) }
  return trx
    .insertInto('short_code')
    .values({ company_id: row.companyId, code: row.code, ...meaning })
    .onConflict((conflict) => conflict.columns(['company_id', 'code']).doUpdateSet(meaning))
    .execute()
}

export async function deleteShortCode(trx: Transaction, code: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('short_code').where('code', '=', code).executeTakeFirst()
  return numDeletedRows > 0n
}
