import { afterCommit, type Transaction } from '#database/connect.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { freshSettings } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { maskPhoneNumber, type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { changeCredential, changeLine, lockAccount } from '../access/account.sql.ts'
import { dropLinks } from '../access/mailed-link.sql.ts'
import { type Ground, groundOf } from '../call-handling/ground.ts'
import { storeSettings } from '../call-handling/store-settings.ts'
import { revokeAccess } from '../directory/revoke-access.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { openServiceRequest } from '../provider/restores/service-request.sql.ts'
import { makeTemporarySecret } from '../provider/temporary-secret.ts'
import { markObjected } from './activations.sql.ts'
import { requireActivation } from './activations.ts'
import { contextOf } from './jobs.ts'
import { dropProofs, removePhonesSince, settingsBefore } from './reopen-line.sql.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/**
 * "Non riconosco" (spec/security 1.4, residual remedy; 2.2 admin_reopen): somebody was faster than the line's owner.
 * Whoever came in is out, with every key and phone they added; the address goes, the call settings they changed are as
 * before, and the line waits for its first access with a temporary password of its own. What it was told before that
 * stays veiled from the next one too.
 * @throws {Problem} not-found, activation.over, person.number, busy
 */
export async function objectToActivation(house: House, who: Who, activationId: string, typed: { number: string }) {
  const { session } = who
  const { companyId } = session.line
  const lineId = await house.cellar.inCompany(contextOf(session), async (trx) => {
    const row = await requireActivation(trx, session, activationId)
    // Typed once more, because what is done cannot be taken back.
    if (readPhoneNumber(typed.number) !== row.number) throw new Problem('person.number')
    return row.line_id
  })
  const ground = await groundOf(house, lineId, companyId)
  const { temporaryPassword, made } = await makeTemporarySecret(house, lineId)
  return house.cellar.asService(async (trx) => {
    const row = await requireActivation(trx, session, activationId)
    const account = await lockAccount(trx, lineId)
    if (!account) throw new Problem('not-found')
    const now = house.clock()
    const expiresAt = temporaryPasswordExpiry('administrator', now)
    const maskedNumber = maskPhoneNumber(account.number as PhoneNumber)
    if (account.email !== null) {
      const letter = { name: 'line-reopened', facts: { maskedNumber, by: session.line.name, at: now } } as const
      const { email: to, language, time_zone: timeZone } = account
      await house.outbox.queue(trx, { companyId, to, language, timeZone, letter })
    }
    await revokeAccess(house, trx, lineId, now)
    // Also the links that would put back an address of whoever is out.
    await dropLinks(trx, lineId, ['undo-email'])
    await dropProofs(trx, lineId, row.at)
    await changeCredential(trx, lineId, { password_hash: made.hash, pepper_id: made.pepperId })
    await changeLine(trx, lineId, {
      credential: 'temporary',
      credential_set_at: now,
      credential_expires_at: expiresAt,
      gate_opened_at: null,
      email: null,
      email_status: 'none',
      email_source: null,
      email_next: null,
      // The next first access draws the veil anew.
      activated_at: null,
      activation_confirmed_at: null,
    })
    await markObjected(trx, activationId, now)
    const settingsRestored = await restoreSettings(house, trx, ground, who, row.at)
    const phones = await removePhonesSince(trx, lineId, row.at, now)
    house.facts.forgetLine(trx, lineId)
    house.live.tell(trx, { companyId, lineId, topic: 'phones' })
    afterCommit(trx, async () => {
      for (const phone of phones)
        await house.engine
          .forgetDevice(phone)
          .catch((error: unknown) => house.log.error({ err: error }, 'The engine was not told of a removed phone'))
    })
    // Somebody else had the temporary password: 1928 should know, and call.
    await openServiceRequest(trx, { companyId, lineId, kind: 'activation-denied' }, now)
    const facts = { phones: phones.length, settings: settingsRestored }
    await auditBy(trx, now, who, 'line.reopened', { subjectId: lineId, facts })
    return {
      temporaryPassword,
      expiresAt: expiresAt.toISOString(),
      phonesRemoved: phones.length,
      settingsRestored,
    }
  })
}

/** As they were before the first access; one that would not be allowed any more begins afresh. */
async function restoreSettings(house: House, trx: Transaction, ground: Ground, who: Who, since: Date) {
  const { line } = who.session
  const changed = await settingsBefore(trx, ground.known.id, since)
  for (const { setting, before } of changed) {
    const by = {
      actor: { id: line.id, name: line.name, role: 'administrator' as const },
      allow: () => undefined,
      audit: async () => undefined,
    }
    const as = (value: unknown) =>
      storeSettings(house, trx, ground, { [setting]: value } as SettingsRequest, null, by, true)
    try {
      await as(before)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await as(freshSettings[setting])
    }
  }
  return changed.length
}
