import type { Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import { Problem } from '#domain/problem.ts'
import { makeRecoveryCodes } from '../../access/recovery-codes.ts'
import { newTotp, pendingChallenge, pendingSecret, totpStepOf } from '../../access/totp-code.ts'
import { type Json, registeredPasskey, registrationOptions } from '../../access/webauthn.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import {
  countStaffRecoveryCodes,
  deleteStaffPasskey,
  findStaffPasskeys,
  insertStaffPasskey,
  putStaffRecoveryCodes,
} from './second-factor.sql.ts'
import { changeStaff, lockStaff, type StaffPerson } from './staff.sql.ts'
import type { LiveStaff } from './staff-sessions.ts'
import { presentStaffSession } from './staff-state.ts'
import { tellStaff } from './tell-staff.ts'

/** Second factors of the provider's people: nobody works without one (spec/security 2.9). */

const ownerOf = ({ id, email }: Pick<LiveStaff, 'id' | 'email'>) => ({ id, label: email })

/** What setting up a factor answers: recovery codes with the first one, and where the session stands now. */
async function added(house: House, caller: Caller, recoveryCodes: string[]) {
  return { recoveryCodes, session: presentStaffSession(await house.staffSessions.of(caller, false), house.config) }
}

/** Begins to set up an authenticator app; the session keeps the secret until its first code is given. */
export async function beginStaffTotp(house: House, staff: LiveStaff): Promise<{ secret: string; uri: string }> {
  const { sealed, secret, uri } = newTotp(house, ownerOf(staff))
  await house.cellar.asService((trx) => house.staffSessions.change(trx, staff, { challenge: pendingChallenge(sealed) }))
  return { secret, uri }
}

/** @throws {Problem} second-factor.wrong */
export async function confirmStaffTotp(house: House, caller: Caller, staff: LiveStaff, code: string) {
  const recoveryCodes = await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const person = await lockStaff(trx, staff.id)
    const secret = pendingSecret(staff.challenge)
    const step = totpStepOf(house, ownerOf(staff), secret, code)
    // Confirmed already, by a second click: its recovery codes were given then.
    if (!person || !secret || step === undefined || person.totp_secret?.equals(secret))
      throw new Problem('second-factor.wrong')
    await changeStaff(trx, staff.id, { totp_secret: secret, totp_confirmed_at: now, totp_last_step: step })
    return settle(house, trx, caller, staff, { kind: 'totp' })
  })
  return added(house, caller, recoveryCodes)
}

/** Begins to add a passkey. */
export async function staffPasskeyOptions(house: House, staff: LiveStaff): Promise<Json> {
  const known = await house.cellar.asService((trx) => findStaffPasskeys(trx, staff.id), { readOnly: true })
  const person = { id: staff.id, userName: staff.email, name: staff.name }
  const { options, challenge } = await registrationOptions(house, person, known)
  await house.cellar.asService((trx) => house.staffSessions.change(trx, staff, { challenge }))
  return options
}

/** @throws {Problem} second-factor.wrong */
export async function addStaffPasskey(
  house: House,
  caller: Caller,
  staff: LiveStaff,
  { label, response }: { label: string; response: Json },
) {
  const passkey = await registeredPasskey(house, staff.challenge, response)
  if (!passkey) throw new Problem('second-factor.wrong')
  const recoveryCodes = await house.cellar.asService(async (trx) => {
    const facts = { staff_id: staff.id, label, created_at: house.clock() }
    if (!(await insertStaffPasskey(trx, { ...passkey, ...facts }))) throw new Problem('second-factor.wrong')
    return settle(house, trx, caller, staff, { kind: 'passkey', label })
  })
  return added(house, caller, recoveryCodes)
}

/** The session goes on under a new cookie; the first factor comes with recovery codes. */
async function settle(
  house: House,
  trx: Transaction<Tables>,
  caller: Caller,
  staff: LiveStaff,
  facts: Record<string, string>,
): Promise<string[]> {
  const codes = (await countStaffRecoveryCodes(trx, staff.id)) ? undefined : makeRecoveryCodes()
  if (codes) await putStaffRecoveryCodes(trx, staff.id, codes.hashes)
  await house.staffSessions.renew(trx, caller, staff, { challenge: null })
  await auditByStaff(trx, house.clock(), { staff, caller }, 'staff.second-factor-added', { facts })
  await tellStaff(house, trx, staff, caller, facts.kind === 'passkey' ? 'passkey-added' : 'totp-added')
  return codes?.shown ?? []
}

/** New recovery codes; the old ones open nothing any more. */
export async function renewStaffRecoveryCodes(house: House, caller: Caller, staff: LiveStaff) {
  const { shown, hashes } = makeRecoveryCodes()
  await house.cellar.asService(async (trx) => {
    await putStaffRecoveryCodes(trx, staff.id, hashes)
    await auditByStaff(trx, house.clock(), { staff, caller }, 'staff.recovery-codes-renewed')
    await tellStaff(house, trx, staff, caller, 'recovery-codes-renewed')
  })
  return { recoveryCodes: shown }
}

/** @throws {Problem} second-factor.last */
export async function removeStaffTotp(house: House, caller: Caller, staff: LiveStaff): Promise<undefined> {
  await house.cellar.asService(async (trx) => {
    const person = await lockStaff(trx, staff.id)
    if (!person?.totp_secret) return
    await requireAnother(trx, person)
    await changeStaff(trx, staff.id, { totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    await auditByStaff(trx, house.clock(), { staff, caller }, 'staff.second-factor-removed', {
      facts: { kind: 'totp' },
    })
    await tellStaff(house, trx, staff, caller, 'totp-removed')
  })
  return undefined
}

/** @throws {Problem} not-found, second-factor.last */
export async function removeStaffPasskey(
  house: House,
  caller: Caller,
  staff: LiveStaff,
  id: string,
): Promise<undefined> {
  await house.cellar.asService(async (trx) => {
    const person = await lockStaff(trx, staff.id)
    const known = await findStaffPasskeys(trx, staff.id)
    const passkey = known.find((one) => one.id === id)
    if (!person || !passkey) throw new Problem('not-found')
    await requireAnother(trx, person)
    await deleteStaffPasskey(trx, staff.id, id)
    await auditByStaff(trx, house.clock(), { staff, caller }, 'staff.second-factor-removed', {
      facts: { kind: 'passkey', label: passkey.label },
    })
    await tellStaff(house, trx, staff, caller, 'passkey-removed')
  })
  return undefined
}

/** @throws {Problem} second-factor.last: whoever works at the provider keeps one */
async function requireAnother(trx: Transaction<Tables>, person: StaffPerson): Promise<void> {
  const passkeys = (await findStaffPasskeys(trx, person.id)).length
  if (passkeys + (person.totp_confirmed_at ? 1 : 0) < 2) throw new Problem('second-factor.last')
}
