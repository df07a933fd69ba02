import type { Transaction } from '#database/connect.ts'
import type { SettingName } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { Problem } from '#domain/problem.ts'
import { requirePin } from '../access/pin.ts'
import { passwordShownWithin } from '../access/session-rights.ts'
import { requireSubject } from '../directory/subject.ts'
import type { House } from '../house.ts'
import { auditBy } from '../provider/audit.ts'
import { groundOf, tryChange } from './ground.ts'
import { revealCallers } from './hidden-callers.ts'
import { presentSettings } from './read-settings.ts'
import { saveAtOnce } from './save-at-once.ts'
import { findHolder, findState } from './settings.sql.ts'
import { type ChangeMaker, storeSettings } from './store-settings.ts'
import { contextOf, isActing, type Whose } from './whose.ts'

export type Asked = { readonly version: number; readonly changes: SettingsRequest; readonly pin?: string | undefined }

/** Settings that can send a call elsewhere: not from a computer that has shown no password (spec/security 2.6). */
const forwards: readonly SettingName[] = [
  'forwardAll',
  'noAnswer',
  'busy',
  'unavailable',
  'ringing',
  'selectiveForward',
  'savedNumbers',
]

/**
 * "Conferma" on the Home or in Impostazioni di chiamata, by the line's holder or an administrator who acts for it.
 * @throws {Problem} setting.refused, setting.conflict, step-up, session.remembered, pin.wrong, acting.not-allowed
 */
export async function saveSettings(house: House, whose: Whose, asked: Asked, restoredFrom?: string) {
  const { lineId, session, caller } = whose
  const ground = await groundOf(house, lineId, session.line.companyId)
  const { settings } = ground.known
  const tried = await tryChange(house, settings, revealCallers(asked.changes, settings), ground)
  // The lock is the user's own (spec/product 2.7); who acts for the line has shown a password to open it.
  if (tried.changed.includes('barring') && !isActing(whose)) await requirePin(house, caller, lineId, asked.pin)
  const maker = makerFor(house, whose, restoredFrom)
  const saved = await saveAtOnce(house, whose, ground, tried, asked.version, maker)
  if (saved) return presentSettings(house, ground, saved)
  const state = await house.cellar.inCompany(contextOf(whose), async (trx) => {
    if (isActing(whose)) requireSubject(session.line.id, await findHolder(trx, lineId))
    await storeSettings(house, trx, ground, asked.changes, asked.version, maker)
    return findState(trx, lineId)
  })
  return presentSettings(house, ground, state)
}

function makerFor(house: House, whose: Whose, restoredFrom: string | undefined): ChangeMaker {
  const { session, lineId } = whose
  return {
    actor: {
      id: session.line.id,
      name: session.line.name,
      role: isActing(whose) ? 'administrator' : 'owner',
    },
    ...(restoredFrom ? { restoredFrom } : {}),
    allow({ changed, newNumbers }) {
      // Inside an acting grant nothing asks again (decision 11).
      if (isActing(whose) || passwordShownWithin(session, 'recent', house.clock())) return
      if (session.kind === 'remembered' && changed.some((name) => forwards.includes(name)))
        throw new Problem('session.remembered')
      if (newNumbers.length > 0) throw new Problem('step-up')
    },
    audit: (trx: Transaction, now, facts) =>
      auditBy(trx, now, whose, 'call-settings.changed', { subjectId: lineId, facts }),
  }
}
