import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { SettingActor } from '#database/tables.ts'
import { type CallSettings, freshSettings, type SettingName } from '#domain/call-handling/settings.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'

export type StoredSettings = { version: number; settings: CallSettings }

const filled = (row: { version: number; settings: CallSettings } | undefined): StoredSettings => ({
  version: row?.version ?? 0,
  settings: { ...freshSettings, ...row?.settings },
})

/** Locked: whoever saves waits for whoever is saving, and then sees what that one has changed. */
export async function lockSettings(trx: Transaction, of: { companyId: string; lineId: string }, now: Date) {
  const find = () =>
    trx
      .selectFrom('call_settings')
      .select(['version', 'settings'])
      .where('line_id', '=', of.lineId)
      .forUpdate()
      .executeTakeFirst()
  const found = await find()
  if (found) return filled(found)
  await trx
    .insertInto('call_settings')
    .values({ line_id: of.lineId, company_id: of.companyId, version: 0, settings: '{}', changed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return filled(await find())
}

export const updateSettings = (trx: Transaction, lineId: string, { version, settings }: StoredSettings, now: Date) =>
  trx
    .updateTable('call_settings')
    .set({ version, settings: JSON.stringify(settings), changed_at: now })
    .where('line_id', '=', lineId)
    .execute()

export type NewChange = {
  companyId: string
  lineId: string
  version: number
  setting: SettingName
  before: unknown
  after: unknown
  at: Date
  actor: { id: string | null; name: string; role: SettingActor; code?: string | undefined }
  restoredFrom?: string | undefined
}

export const insertChanges = (trx: Transaction, changes: readonly NewChange[]) =>
  trx
    .insertInto('call_setting_change')
    .values(
      changes.map((change) => ({
        id: randomUUID(),
        company_id: change.companyId,
        line_id: change.lineId,
        version: change.version,
        setting: change.setting,
        before: JSON.stringify(change.before),
        after: JSON.stringify(change.after),
        at: change.at,
        actor_id: change.actor.id,
        actor_name: change.actor.name,
        actor_role: change.actor.role,
        code: change.actor.code ?? null,
        restored_from: change.restoredFrom ?? null,
      })),
    )
    .execute()

/** Which settings somebody has changed since a version. */
export async function changedSince(trx: Transaction, lineId: string, version: number): Promise<Set<SettingName>> {
  const rows = await trx
    .selectFrom('call_setting_change')
    .select('setting')
    .distinct()
    .where('line_id', '=', lineId)
    .where('version', '>', version)
    .execute()
  return new Set(rows.map(({ setting }) => setting))
}

const changeColumns = [
  'id',
  'version',
  'setting',
  'before',
  'after',
  'at',
  'actor_id',
  'actor_name',
  'actor_role',
  'code',
  'restored_from',
] as const

/** Newest first, from before a version on; one row more than asked tells whether there is more. */
export function findChanges(
  trx: Transaction,
  lineId: string,
  { setting, before, limit }: { setting?: SettingName | undefined; before?: number | undefined; limit: number },
) {
  let query = trx
    .selectFrom('call_setting_change')
    .select(changeColumns)
    .where('line_id', '=', lineId)
    .orderBy('version', 'desc')
    .orderBy('setting')
    .limit(limit)
  if (setting) query = query.where('setting', '=', setting)
  if (before !== undefined) query = query.where('version', '<', before)
  return query.execute()
}

export type ChangeRow = Awaited<ReturnType<typeof findChanges>>[number]

export const findChange = (trx: Transaction, lineId: string, id: string): Promise<ChangeRow | undefined> =>
  trx
    .selectFrom('call_setting_change')
    .select(changeColumns)
    .where('line_id', '=', lineId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The settings as they are stored, the PIN's age, and every number outside that was ever used in them. */
export async function findState(trx: Transaction, lineId: string) {
  const { rows } = await sql<{
    version: number | null
    settings: CallSettings | null
    pin_set_at: Date | null
    used: PhoneNumber[]
  }>`
    select s.version, s.settings, c.pin_set_at,
      (select coalesce(json_agg(distinct n #>> '{}'), '[]')
        from call_setting_change h, jsonb_path_query(jsonb_build_array(h.before, h.after), '$.**.number') n
        where h.line_id = c.line_id and h.setting in ('forwardAll', 'noAnswer', 'busy', 'unavailable', 'ringing',
          'selectiveForward', 'savedNumbers')
          and n #>> '{}' like '+%') as used
    from credential c left join call_settings s on s.line_id = c.line_id
    where c.line_id = ${lineId}`.execute(trx)
  const [row] = rows
  return {
    ...filled(row?.settings ? { version: row.version ?? 0, settings: row.settings } : undefined),
    pinSetAt: row?.pin_set_at ?? null,
    used: row?.used ?? [],
  }
}

export const findHolder = (trx: Transaction, lineId: string) =>
  trx
    .selectFrom('line')
    .select(['id', 'company_id', 'number', 'name', 'role', 'account', 'email', 'email_status', 'language'])
    .where('id', '=', lineId)
    .executeTakeFirst()
