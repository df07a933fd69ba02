import type { Transaction } from '#database/connect.ts'
import type { SettingActor } from '#database/tables.ts'
import { applyChanges } from '#domain/call-handling/change.ts'
import { outsideNumbers } from '#domain/call-handling/mentioned.ts'
import type { CallSettings, SettingName } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { classOf } from '#domain/dial-plan/destination-class.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Ground } from './ground.ts'
import { revealCallers } from './hidden-callers.ts'
import {
  changedSince,
  findHolder,
  insertChanges,
  lockSettings,
  type NewChange,
  type StoredSettings,
  updateSettings,
} from './settings.sql.ts'

export type ChangeMaker = {
  readonly actor: { id: string | null; name: string; role: SettingActor; code?: string }
  readonly restoredFrom?: string
  /** Who of 1928 had the idea; the change is the actor's all the same. */
  readonly proposedBy?: string
  /** Asked before anything is written, with what is about to change. */
  readonly allow: (change: { changed: readonly SettingName[]; newNumbers: readonly PhoneNumber[] }) => void
  /** The event for the audit log, in the same transaction. */
  readonly audit: (trx: Transaction, now: Date, facts: Record<string, string | boolean>) => Promise<unknown>
}

/**
 * Writes a change of a line's settings with its history, its trace and, for a forward to a number never used before,
 * the notice to the line's holder (spec/security TEL-9). The same request twice changes nothing the second time.
 * @param version the document it was made from; null: as it is now
 * @throws {Problem} setting.refused, setting.conflict, and what `allow` throws
 */
export async function storeSettings(
  house: House,
  trx: Transaction,
  ground: Ground,
  asked: SettingsRequest,
  version: number | null,
  by: ChangeMaker,
  /** The request's callers are the stored ones, not as a page was given them. */
  revealed = false,
): Promise<{ version: number; settings: CallSettings; changed: readonly SettingName[] }> {
  const now = house.clock()
  const { known } = ground
  const before = await lockSettings(trx, { companyId: known.companyId, lineId: known.id }, now)
  const { settings, changed } = applyChanges(
    before.settings,
    revealed ? asked : revealCallers(asked, before.settings),
    ground,
  )
  if (changed.length === 0) return { ...before, changed }
  if (version !== null && version !== before.version) {
    const others = await changedSince(trx, known.id, version)
    const contested = changed.filter((name) => others.has(name))
    if (contested.length > 0) throw new Problem('setting.conflict', { settings: contested })
  }
  const named = outsideNumbers(settings)
  const old = new Set([...outsideNumbers(before.settings), ...before.used])
  const newNumbers = [...named].filter((number) => !old.has(number))
  by.allow({ changed, newNumbers })
  const after = { version: before.version + 1, settings, used: [...new Set([...old, ...named])] }
  await updateSettings(trx, known.id, after, now)
  await insertChanges(trx, changesBy(by, known, changed, before.settings, after, now))
  if (newNumbers.length > 0) await tellHolder(house, trx, known.id, newNumbers, by.actor, now)
  tellEverybody(house, trx, known, after, now)
  await by.audit(trx, now, factsOf(changed, newNumbers, by))
  return { ...after, changed }
}

/** The rows of the history. */
export const changesBy = (
  by: ChangeMaker,
  { companyId, id: lineId }: Ground['known'],
  changed: readonly SettingName[],
  before: CallSettings,
  after: StoredSettings,
  at: Date,
): NewChange[] =>
  changed.map((setting) => ({
    companyId,
    lineId,
    version: after.version,
    setting,
    before: before[setting],
    after: after.settings[setting],
    at,
    actor: by.actor,
    restoredFrom: by.restoredFrom,
    proposedBy: by.proposedBy,
  }))

/** What the trace tells of a change. */
export function factsOf(
  changed: readonly SettingName[],
  newNumbers: readonly PhoneNumber[],
  by: ChangeMaker,
): Record<string, string | boolean> {
  const classes = [...new Set(newNumbers.map(classOf))].join(', ')
  return {
    settings: changed.join(', '),
    ...(classes ? { classes } : {}),
    ...(by.restoredFrom ? { restored: true } : {}),
    ...(by.actor.code ? { code: by.actor.code } : {}),
  }
}

/** Once it is committed: the calls of every portal, and the pages that show the line. */
export function tellEverybody(
  house: House,
  trx: Transaction,
  { id: lineId, companyId }: Ground['known'],
  after: StoredSettings,
  at: Date,
): void {
  house.facts.keepSettings(trx, lineId, { ...after, at })
  house.live.tell(trx, { companyId, lineId, topic: 'call-settings', version: after.version })
}

async function tellHolder(
  house: House,
  trx: Transaction,
  lineId: string,
  numbers: readonly PhoneNumber[],
  actor: ChangeMaker['actor'],
  at: Date,
): Promise<void> {
  const holder = await findHolder(trx, lineId)
  if (!holder?.email || holder.email_status !== 'verified') return
  await house.outbox.queue(trx, {
    companyId: holder.company_id,
    to: holder.email,
    language: holder.language,
    timeZone: holder.time_zone,
    letter: {
      name: 'forward-number-added',
      facts: {
        maskedNumber: maskPhoneNumber(holder.number as PhoneNumber),
        numbers: numbers.map(maskPhoneNumber),
        by: actor.role === 'administrator' ? actor.name : null,
        code: actor.code ?? null,
        at,
        supportNumber: house.config.brand.supportNumber,
      },
    },
  })
}
