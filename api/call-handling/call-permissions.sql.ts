import type { Transaction } from '#database/connect.ts'
import type { DestinationClass } from '#domain/dial-plan/destination-class.ts'

export const putPermission = (
  trx: Transaction,
  row: { lineId: string; companyId: string; allowed: readonly DestinationClass[]; now: Date; by: string },
) => {
  const facts = { allowed: [...row.allowed], changed_at: row.now, changed_by: row.by }
  return trx
    .insertInto('line_call_permission')
    .values({ line_id: row.lineId, company_id: row.companyId, ...facts })
    .onConflict((conflict) => conflict.column('line_id').doUpdateSet(facts))
    .execute()
}
