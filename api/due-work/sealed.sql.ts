import { sql } from 'kysely'
import type { Sweep } from './clean-up.sql.ts'

const batch = 500

const erased =
  (table: 'call_record' | 'voicemail_message' | 'call_setting_change'): Sweep =>
  async (trx, { aMonthAgo }) => {
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where id in
      (select id from ${sql.table(table)} where sealed_at <= ${aMonthAgo} limit ${batch} for update skip locked)`.execute(
      trx,
    )
    return Number(numAffectedRows ?? 0n)
  }

/**
 * What the last holder of a line left, 30 days after somebody else got it (spec/security 2.2). Messages take their sound
 * along.
 */
export const sealedSweeps: Record<string, Sweep> = {
  'sealed calls': erased('call_record'),
  'sealed messages': erased('voicemail_message'),
  'sealed changes of settings': erased('call_setting_change'),
}
