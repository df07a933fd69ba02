import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/** What a company's sites and the service profiles are called, by id and by code. */
export async function findNames(trx: Transaction, companyId: string) {
  const { rows } = await sql<{ key: string; name: string; isSite: boolean }>`
    select id::text as key, name, true as "isSite" from site where company_id = ${companyId}
    union all
    select code, name, false from service_profile`.execute(trx)
  const mapOf = (sites: boolean) =>
    new Map(rows.filter((row) => row.isSite === sites).map(({ key, name }) => [key, name]))
  return { sites: mapOf(true), services: mapOf(false) }
}

export type Names = Awaited<ReturnType<typeof findNames>>
