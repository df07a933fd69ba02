import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { DeviceRow, DeviceTable, LineRow } from '#database/tables.ts'
import type { DeviceState } from '#domain/phones/device.ts'

/** A phone without its secret: what everything but the engine's question reads. */
const columns = [
  'id',
  'line_id',
  'name',
  'kind',
  'mac',
  'sip_user',
  'sip_domain',
  'created_at',
  'rotated_at',
  'disabled_at',
  'registered_since',
  'registered_until',
  'user_agent',
  'address',
  'last_contact_at',
] as const
export type Device = Pick<DeviceRow, (typeof columns)[number]>

export const findDevicesOfLine = (trx: Transaction, lineId: string): Promise<Device[]> =>
  trx
    .selectFrom('device')
    .select(columns)
    .where('line_id', '=', lineId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** Locked: whoever changes a phone waits for whoever is changing it. */
export const lockDevice = (trx: Transaction, id: string): Promise<Device | undefined> =>
  trx
    .selectFrom('device')
    .select(columns)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export type PhoneLine = Pick<LineRow, 'id' | 'number' | 'extension' | 'name' | 'role' | 'account' | 'company_id'> & {
  service: string
  limit: number | null
  sip_domain: string
}

/** A line as its phones need it, with what its service profile allows. */
export async function findPhoneLine(
  trx: Transaction,
  companyId: string,
  lineId: string,
  lock = false,
): Promise<PhoneLine | undefined> {
  const { rows } = await sql<PhoneLine>`
    select l.id, l.company_id, l.number, l.extension, l.name, l.role, l.account, p.name as service,
      (p.limits ->> 'devices')::integer as limit, c.sip_domain
    from line l join service_profile p on p.code = l.service join company c on c.id = l.company_id
    where l.company_id = ${companyId} and l.id = ${lineId} ${lock ? sql`for update of l` : sql``}`.execute(trx)
  return rows[0]
}

/** Every name of the domain that begins so, of removed phones too. */
export async function findSipUsers(trx: Transaction, domain: string, stem: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('device')
    .select('sip_user')
    .where('sip_domain', '=', domain)
    .where(sql<boolean>`starts_with(sip_user, ${`${stem}-`})`)
    .execute()
  return rows.map((row) => row.sip_user)
}

export const isMacTaken = async (trx: Transaction, companyId: string, mac: string): Promise<boolean> =>
  (await trx
    .selectFrom('device')
    .select('id')
    .where('company_id', '=', companyId)
    .where('mac', '=', mac)
    .where('removed_at', 'is', null)
    .executeTakeFirst()) !== undefined

export const insertDevice = (trx: Transaction, row: Insertable<DeviceTable>) =>
  trx.insertInto('device').values(row).returning(columns).executeTakeFirstOrThrow()

export type DeviceChange = Partial<
  Pick<DeviceRow, 'name' | 'search_text' | 'ha1' | 'rotated_at' | 'disabled_at' | 'removed_at' | 'registered_since'>
>
export const changeDevice = (trx: Transaction, id: string, change: DeviceChange) =>
  trx.updateTable('device').set(change).where('id', '=', id).returning(columns).executeTakeFirstOrThrow()

export type CompanyPhone = Device & { number: string; extension: string; line_name: string; role: LineRow['role'] }

export type PhoneFilter = {
  readonly companyId: string
  readonly terms: readonly string[]
  readonly state: DeviceState | undefined
  readonly now: Date
}

const registered = (now: Date) =>
  sql`(d.registered_since is not null and (d.registered_until is null or d.registered_until > ${now}))`

/** The same words as `deviceState` in domain/phones/device.ts, for the database. */
function inState(state: DeviceState, now: Date): RawBuilder<unknown> {
  if (state === 'disabled') return sql`d.disabled_at is not null`
  if (state === 'online') return sql`d.disabled_at is null and ${registered(now)}`
  const offline = sql`d.disabled_at is null and not ${registered(now)}`
  return state === 'never'
    ? sql`${offline} and d.last_contact_at is null`
    : sql`${offline} and d.last_contact_at is not null`
}

/** A page of the company's phones in the order of their lines, and how many there are. */
export async function findCompanyPhones(trx: Transaction, filter: PhoneFilter, from: number, size: number) {
  const conditions = [sql`d.company_id = ${filter.companyId}`, sql`d.removed_at is null`]
  if (filter.state) conditions.push(inState(filter.state, filter.now))
  for (const term of filter.terms)
    conditions.push(sql`(strpos(d.search_text, ${term}) > 0 or strpos(l.search_text, ${term}) > 0)`)
  const where = sql.join(conditions, sql` and `)
  const source = sql`from device d join line l on l.id = d.line_id where ${where}`
  const { rows } = await sql<CompanyPhone>`
    select ${sql.join(columns.map((name) => sql`d.${sql.ref(name)}`))}, l.number, l.extension, l.name as line_name, l.role
    ${source} order by l.number, d.created_at, d.id limit ${size} offset ${from}`.execute(trx)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${source}`.execute(trx)
  return { phones: rows, total: counted[0]?.total ?? 0 }
}

export type PhoneChoice = PhoneLine & { phones: number }

/** The first lines that are found, by number, with how many phones each has. */
export async function findPhoneChoices(trx: Transaction, companyId: string, terms: readonly string[], limit: number) {
  const conditions = [sql`l.company_id = ${companyId}`, ...terms.map((term) => sql`strpos(l.search_text, ${term}) > 0`)]
  const { rows } = await sql<PhoneChoice>`
    select l.id, l.company_id, l.number, l.extension, l.name, l.role, l.account, p.name as service,
      (p.limits ->> 'devices')::integer as limit, '' as sip_domain,
      (select count(*) from device d where d.line_id = l.id and d.removed_at is null) as phones
    from line l join service_profile p on p.code = l.service
    where ${sql.join(conditions, sql` and `)} order by l.number limit ${limit}`.execute(trx)
  return rows
}
