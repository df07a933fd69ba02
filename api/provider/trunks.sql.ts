import type { Insertable } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { TrunkTable } from '#database/tables.ts'

export const findTrunks = (trx: Transaction) =>
  trx.selectFrom('trunk').selectAll().orderBy('priority').orderBy('name').execute()

export const insertTrunk = (trx: Transaction, row: Insertable<TrunkTable>) =>
  trx.insertInto('trunk').values(row).execute()

export const isTrunkNameTaken = async (trx: Transaction, name: string): Promise<boolean> =>
  (await trx.selectFrom('trunk').select('id').where('name', '=', name).executeTakeFirst()) !== undefined

/** False when there was none of that name. */
export async function deleteTrunk(trx: Transaction, name: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('trunk').where('name', '=', name).executeTakeFirst()
  return numDeletedRows > 0n
}
