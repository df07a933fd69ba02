import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import type { SettingActor } from '#database/tables.ts'
import { type CallSettings, freshSettings, type SettingName } from '#domain/call-handling/settings.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'

export type StoredSettings = {
  readonly version: number
  readonly settings: CallSettings
  /** Every number outside that was ever used in them. */
  readonly used: readonly PhoneNumber[]
}

type Row = { version: number | null; settings: CallSettings | null; used_numbers: string[] | null }

const filled = (row: Row | undefined): StoredSettings => ({
  version: row?.version ?? 0,
  settings: { ...freshSettings, ...row?.settings },
  used: (row?.used_numbers ?? []) as PhoneNumber[],
})

/** Locked: whoever saves waits for whoever is saving, and then sees what that one has changed. */
export async function lockSettings(trx: Transaction, of: { companyId: string; lineId: string }, now: Date) {
  const find = () =>
    trx
      .selectFrom('call_settings')
      .select(['version', 'settings', 'used_numbers'])
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

export const updateSettings = (
  trx: Transaction,
  lineId: string,
  { version, settings, used }: StoredSettings,
  now: Date,
) =>
  trx
    .updateTable('call_settings')
    .set({ version, settings: JSON.stringify(settings), used_numbers: [...used], changed_at: now })
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
  proposedBy?: string | undefined
}

export const changeRow = (change: NewChange) => ({
  id: randomUUID(),
  company_id: change.companyId,
  line_id: change.lineId,
  version: change.version,
  setting: change.setting,
  before: change.before,
  after: change.after,
  at: change.at,
  actor_id: change.actor.id,
  actor_name: change.actor.name,
  actor_role: change.actor.role,
  code: change.actor.code ?? null,
  restored_from: change.restoredFrom ?? null,
  proposed_by: change.proposedBy ?? null,
})

export const insertChanges = (trx: Transaction, changes: readonly NewChange[]) =>
  trx
    .insertInto('call_setting_change')
    .values(
      changes.map(changeRow).map((row) => ({
        ...row,
        before: JSON.stringify(row.before),
        after: JSON.stringify(row.after),
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
  'proposed_by',
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

/** The settings as they are stored, and the PIN's age. */
export async function findState(trx: Transaction, lineId: string): Promise<StoredSettings & { pinSetAt: Date | null }> {
  const row = await trx
    .selectFrom('credential')
    .leftJoin('call_settings', 'call_settings.line_id', 'credential.line_id')
    .select(['call_settings.version', 'call_settings.settings', 'call_settings.used_numbers', 'credential.pin_set_at'])
    .where('credential.line_id', '=', lineId)
    .executeTakeFirst()
  return { ...filled(row), pinSetAt: row?.pin_set_at ?? null }
}

export const findHolder = (trx: Transaction, lineId: string) =>
  trx
    .selectFrom('line as l')
    .innerJoin('site as t', 't.id', 'l.site_id')
    .select(['l.id', 'l.company_id', 'l.number', 'l.name', 'l.role', 'l.account', 'l.email', 'l.email_status'])
    .select(['l.language', 't.time_zone'])
    .where('l.id', '=', lineId)
    .executeTakeFirst()
