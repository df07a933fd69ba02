import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** What the contract gives; no row at all: nobody counts. `hold` lets no other change count until this one ends. */
export async function findLicences(db: Db, companyId: string, { hold }: { hold: boolean }) {
  const licences = db.selectFrom('company_licence').select(['service', 'licences']).where('company_id', '=', companyId)
  const rows = await (hold ? licences.orderBy('service').forUpdate() : licences).execute()
  return new Map(rows.map(({ service, licences }) => [service, licences]))
}

/** Lines by service; a suspended one keeps its licence, one that was given up does not. */
export async function countByService(db: Db, companyId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ service: string; lines: number }>`
    select service, count(*)::integer as lines from line
    where company_id = ${companyId} and account <> 'closed' group by service`.execute(db)
  return new Map(rows.map(({ service, lines }) => [service, lines]))
}
