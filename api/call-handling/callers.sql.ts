import type { Transaction } from '#database/connect.ts'

/** Which line a phone of ours belongs to, and what proves that it is the phone; nobody's when it may not register. */
export const findPhone = (trx: Transaction, user: { user: string; domain: string }) =>
  trx
    .selectFrom('device')
    .innerJoin('line', 'line.id', 'device.line_id')
    .innerJoin('company', 'company.id', 'device.company_id')
    .select(['device.id', 'device.line_id', 'device.company_id', 'device.ha1'])
    .where('device.sip_user', '=', user.user)
    .where('device.sip_domain', '=', user.domain)
    .where('device.removed_at', 'is', null)
    .where('device.disabled_at', 'is', null)
    .where('line.account', '<>', 'closed')
    .where('company.closed_at', 'is', null)
    .executeTakeFirst()

/** Who called last, answered or not: "rifiuta ultimo chiamante". */
export const findLastCaller = (trx: Transaction, lineId: string) =>
  trx
    .selectFrom('call_record')
    .select(['other_number', 'other_line_id'])
    .where('line_id', '=', lineId)
    .where('direction', '=', 'in')
    .where('sealed_at', 'is', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Opens the hour in which the call back from 112 gets through everything (spec/product 2.14, row 0b). */
export const putEmergencyCall = (trx: Transaction, line: { id: string; companyId: string }, at: Date) =>
  trx
    .insertInto('emergency_call')
    .values({ line_id: line.id, company_id: line.companyId, at })
    .onConflict((conflict) => conflict.column('line_id').doUpdateSet({ at }))
    .execute()
