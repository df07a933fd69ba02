import type { Transaction } from '#database/connect.ts'

/** When the last letter that proves an address went to this line's holder. */
export async function findLastProof(trx: Transaction, lineId: string): Promise<Date | undefined> {
  const row = await trx
    .selectFrom('mailed_link')
    .select('created_at')
    .where('line_id', '=', lineId)
    .where('purpose', '=', 'verify-email')
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row?.created_at
}
