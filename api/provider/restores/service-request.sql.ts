import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ServiceRequestKind, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** Something at the desk's table about a line; the same again while it is open only counts. */
export async function openServiceRequest(
  db: Db,
  about: { companyId: string; lineId: string; kind: ServiceRequestKind },
  now: Date,
): Promise<void> {
  await sql`
    insert into service_request (id, company_id, line_id, kind, opened_at, last_at)
    values (${randomUUID()}, ${about.companyId}, ${about.lineId}, ${about.kind}, ${now}, ${now})
    on conflict (line_id, kind) where closed_at is null
      do update set times = service_request.times + 1, last_at = excluded.last_at`.execute(db)
}

/** What was open about a line has an answer now. */
export const closeServiceRequestsOf = (
  db: Db,
  lineId: string,
  kinds: readonly ServiceRequestKind[],
  by: { id: string | null; name: string },
  now: Date,
) =>
  db
    .updateTable('service_request')
    .set({ closed_at: now, closed_by: by.id, closed_by_name: by.name })
    .where('line_id', '=', lineId)
    .where('kind', 'in', kinds)
    .where('closed_at', 'is', null)
    .execute()

/** True for exactly one of two who close it at once. */
export const closeServiceRequest = (db: Db, id: string, by: { id: string; name: string }, note: string, now: Date) =>
  db
    .updateTable('service_request as s')
    .from('company as c')
    .set({ closed_at: now, closed_by: by.id, closed_by_name: by.name, note })
    .whereRef('c.id', '=', 's.company_id')
    .where('s.id', '=', id)
    .where('s.closed_at', 'is', null)
    .returning(['s.kind', 's.line_id', 's.company_id', 'c.name as company_name'])
    .executeTakeFirst()
