import type { Insertable } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { AuditEventTable } from '#database/tables.ts'

/** In their order: each takes its place in the company's chain after the one before. */
export async function insertAuditEvents(
  trx: Transaction,
  events: readonly Insertable<AuditEventTable>[],
): Promise<void> {
  if (events.length > 0)
    await trx
      .insertInto('audit_event')
      .values([...events])
      .execute()
}
