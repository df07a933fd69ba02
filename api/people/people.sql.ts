import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { DeviceKind, LineRow } from '#database/tables.ts'
import type { Administrator } from '#domain/access/administrators.ts'

export type FoundPerson = Pick<
  LineRow,
  | 'id'
  | 'number'
  | 'extension'
  | 'name'
  | 'site_id'
  | 'mobile'
  | 'user_type'
  | 'role'
  | 'account'
  | 'credential'
  | 'email_status'
  | 'administrator_sites'
> & {
  site: string
  phones: { name: string; kind: DeviceKind; connected: boolean }[]
}

/** Who holds a line, with its phones. */
export async function findPerson(trx: Transaction, companyId: string, lineId: string, now: Date) {
  const { rows } = await sql<FoundPerson>`
    select l.id, l.number, l.extension, l.name, l.site_id, l.mobile, l.user_type, l.role, l.account, l.credential,
      l.email_status, l.administrator_sites, t.name as site,
      (select coalesce(json_agg(json_build_object('name', d.name, 'kind', d.kind, 'connected', d.disabled_at is null
          and d.registered_since is not null and (d.registered_until is null or d.registered_until > ${now}))
          order by d.created_at, d.id), '[]')
        from device d where d.line_id = l.id and d.removed_at is null) as phones
    from line l join site t on t.id = l.site_id
    where l.company_id = ${companyId} and l.id = ${lineId}`.execute(trx)
  return rows[0]
}

/** Until the transaction ends nobody else changes who administers the company (R13). */
export const holdAdministrators = (trx: Transaction, companyId: string) =>
  sql`select hold_administrators(${companyId})`.execute(trx)

export type FoundAdministrator = Pick<
  LineRow,
  'id' | 'name' | 'number' | 'email' | 'email_status' | 'language' | 'account' | 'administrator_sites'
> & { credential_expires_at: Date | null }

/** Every administrator of the company, suspended ones too. */
export const findAdministrators = (trx: Transaction, companyId: string): Promise<FoundAdministrator[]> =>
  trx
    .selectFrom('line')
    .select([
      'id',
      'name',
      'number',
      'email',
      'email_status',
      'language',
      'account',
      'administrator_sites',
      'credential_expires_at',
    ])
    .where('company_id', '=', companyId)
    .where('role', '=', 'administrator')
    .where('account', 'in', ['live', 'disabled'])
    .orderBy('name_key')
    .orderBy('number')
    .execute()

/** Administrators of any Sede who can be written to: a confirmed address, and not suspended. */
export const findReachableAdministrators = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('line')
    .select((line) => ['id', 'language', line.ref('email').$notNull().as('email')])
    .where('company_id', '=', companyId)
    .where('role', '=', 'administrator')
    .where('account', '=', 'live')
    .where('email_status', '=', 'verified')
    .execute()

/** As the rules of `domain/access/administrators.ts` read them: the enabled ones. */
export const enabledOf = (found: readonly FoundAdministrator[]): Administrator[] =>
  found
    .filter(({ account }) => account === 'live')
    .map((one) => ({
      id: one.id,
      wholeCompany: one.administrator_sites === null,
      emailVerified: one.email_status === 'verified',
    }))

/** Those of these sites that are the company's, with their names. */
export const findSitesById = (trx: Transaction, companyId: string, ids: readonly string[]) =>
  trx
    .selectFrom('site')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .where('id', 'in', [...ids])
    .orderBy('name_key')
    .execute()

/** What the directory's search holds of a line. */
export const findSearchText = (trx: Transaction, lineId: string) =>
  trx.selectFrom('line').select('search_text').where('id', '=', lineId).executeTakeFirstOrThrow()
