import type { SettingName } from '#domain/call-handling/settings.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import { groundOf, peopleIn } from './ground.ts'
import { hideCallers } from './hidden-callers.ts'
import { saveSettings } from './save-settings.ts'
import { type ChangeRow, findChange, findChanges } from './settings.sql.ts'
import { contextOf, type Whose } from './whose.ts'

const page = 30

/** Who changed what, newest first. */
export async function readHistory(
  house: House,
  whose: Whose,
  asked: { setting?: SettingName | undefined; before?: number | undefined },
) {
  const { company } = await groundOf(house, whose.lineId, whose.session.line.companyId)
  const rows = await house.cellar.inCompany(
    contextOf(whose),
    (trx) => findChanges(trx, whose.lineId, { ...asked, limit: page + 1 }),
    { readOnly: true },
  )
  const changes = rows.slice(0, page).map((row) => presentChange(row, whose.session.line.id))
  return { changes, people: peopleIn(changes, company), more: rows.length > page }
}

function presentChange(row: ChangeRow, viewerId: string) {
  const { id, setting, code } = row
  return {
    id,
    version: row.version,
    at: row.at.toISOString(),
    setting,
    by: row.actor_role === 'owner' && row.actor_id === viewerId ? ('you' as const) : row.actor_role,
    name: row.actor_name,
    code,
    before: hideCallers(row.before),
    after: hideCallers(row.after),
    restored: row.restored_from !== null,
    proposedBy: row.proposed_by,
  }
}

/**
 * Puts a setting back as it was before a change, by the same rules as any change: what is not allowed any more stays out.
 * @throws {Problem} not-found, and what saving throws
 */
export async function restoreSetting(
  house: House,
  whose: Whose,
  changeId: string,
  asked: { version: number; pin?: string | undefined },
) {
  const change = await house.cellar.inCompany(contextOf(whose), (trx) => findChange(trx, whose.lineId, changeId), {
    readOnly: true,
  })
  if (!change) throw new Problem('not-found')
  return saveSettings(house, whose, { ...asked, changes: { [change.setting]: change.before } }, change.id)
}
