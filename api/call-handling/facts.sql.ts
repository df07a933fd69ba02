import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { LineRow } from '#database/tables.ts'
import type { CallerPattern, CallSettings, Destination } from '#domain/call-handling/settings.ts'
import type { ServiceCode } from '#domain/dial-plan/service-codes.ts'
import type { TimeZone } from '#domain/time-zone.ts'

export type FoundLine = Pick<LineRow, 'id' | 'company_id' | 'number' | 'extension' | 'name' | 'account' | 'site_id'> & {
  sip_domain: string
  company_closed_at: Date | null
  company_suspended_at: Date | null
  features: Record<string, boolean>
  limits: Record<string, number>
  settings: CallSettings | null
  version: number | null
  used_numbers: string[] | null
  settings_at: Date | null
  allowed: string[] | null
  emergency_at: Date | null
  time_zone: TimeZone
  phones: { id: string; name: string; kind: 'softphone' | 'desk' | 'web'; user: string; domain: string }[]
}

/** All that deciding calls and changing settings must know of these lines, in one question. */
export async function findLines(trx: Transaction, ids: readonly string[]): Promise<FoundLine[]> {
  const { rows } = await sql<FoundLine>`
    select l.id, l.company_id, l.number, l.extension, l.name, l.account, l.site_id,
      c.sip_domain, c.closed_at as company_closed_at, c.suspended_at as company_suspended_at, p.features, p.limits,
      s.settings, s.version, s.used_numbers, s.changed_at as settings_at, a.allowed, e.at as emergency_at, t.time_zone,
      (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'kind', d.kind, 'user', d.sip_user,
          'domain', d.sip_domain) order by d.created_at, d.id), '[]')
        from device d where d.line_id = l.id and d.removed_at is null and d.disabled_at is null) as phones
    from line l
    join company c on c.id = l.company_id
    join site t on t.id = l.site_id
    join service_profile p on p.code = l.service
    left join call_settings s on s.line_id = l.id
    left join line_call_permission a on a.line_id = l.id
    left join emergency_call e on e.line_id = l.id
    where l.id = any(${ids}::uuid[])`.execute(trx)
  return rows
}

/** Lines in service, a page at a time. */
export async function findLineIds(trx: Transaction, after: string, limit: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('line')
    .select('id')
    .where('id', '>', after)
    .where('account', '<>', 'closed')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export type CompanyLine = Pick<LineRow, 'id' | 'number' | 'extension' | 'name' | 'user_type' | 'site_id'>

export type FoundCompany = {
  id: string
  sip_domain: string
  external_prefix: string | null
  lines: CompanyLine[]
  sites: { id: string; name: string; main_number: string | null; emergency_number: string | null }[]
  short_codes: { code: string; label: string; visible: boolean; destination: Destination }[]
  codes: ServiceCode[]
  blocks: CallerPattern[]
}

/** A company's dial plan and directory, as its calls need them. */
export async function findCompany(trx: Transaction, companyId: string): Promise<FoundCompany | undefined> {
  const company = await trx
    .selectFrom('company')
    .select(['id', 'sip_domain', 'external_prefix'])
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (!company) return undefined
  const lines = await trx
    .selectFrom('line')
    .select(['id', 'number', 'extension', 'name', 'user_type', 'site_id'])
    .where('company_id', '=', companyId)
    .where('account', '<>', 'closed')
    .orderBy('number')
    .execute()
  const { rows } = await sql<Omit<FoundCompany, keyof typeof company | 'lines'>>`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'main_number', main_number,
          'emergency_number', emergency_number)), '[]') from site where company_id = ${companyId}) as sites,
      (select coalesce(json_agg(json_build_object('code', code, 'label', label, 'visible', visible,
          'destination', destination) order by length(code), code), '[]')
        from short_code where company_id = ${companyId}) as short_codes,
      (select coalesce(json_agg(json_build_object('pattern', pattern, 'service', service, 'action', action, 'main', main)
          order by pattern), '[]') from service_code where company_id = ${companyId}) as codes,
      (select coalesce(json_agg(caller), '[]') from company_block where company_id = ${companyId}) as blocks`.execute(
    trx,
  )
  const [rest] = rows
  return rest && { ...company, lines, ...rest }
}

/** Whose number this is, in any company. */
export const findLineByNumber = (trx: Transaction, number: string) =>
  trx
    .selectFrom('line')
    .select(['id', 'company_id'])
    .where('number', '=', number)
    .where('account', '<>', 'closed')
    .executeTakeFirst()

export async function countTrunks(trx: Transaction): Promise<number> {
  const row = await trx
    .selectFrom('trunk')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
