import { sql } from 'kysely'
import type { Tables } from '#database/tables.ts'
import type { TestHouse } from './test-house.ts'

/** Every table that has an owner, and the ones that count and remember. */
const companyTables = [
  'site',
  'number_block',
  'line',
  'directory_version',
  'company_secret',
  'credential',
  'recovery_code',
  'passkey',
  'mailed_link',
  'email_code',
  'remember_family',
  'session',
  'acting_grant',
  'activation',
  'audit_event',
  'outbox_message',
] as const satisfies readonly (keyof Tables)[]

/** All that is stored, or all of one company, as text: two pictures are equal when nothing changed in between. */
export async function picture({ house }: TestHouse, companyId?: string): Promise<Record<string, string[]>> {
  const tables = companyId ? companyTables : ([...companyTables, 'company', 'throttle'] as const)
  return house.cellar.asService(async (trx) => {
    const found: Record<string, string[]> = {}
    for (const table of tables) {
      const only = companyId ? sql`where t.company_id = ${companyId}` : sql``
      const { rows } = await sql<{
        row: string
      }>`select to_jsonb(t)::text as row from ${sql.table(table)} t ${only}`.execute(trx)
      found[table] = rows.map(({ row }) => row).sort()
    }
    return found
  })
}
