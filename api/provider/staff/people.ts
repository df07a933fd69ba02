import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import type { StaffRole } from '#domain/access/permissions.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { audit, auditByStaff } from '../audit.ts'
import { makeTemporarySecret } from '../temporary-secret.ts'
import { staffTemporaryEnd } from './own-account.ts'
import { deleteStaffPasskeys, putStaffRecoveryCodes } from './second-factor.sql.ts'
import { signInName } from './sign-in.ts'
import {
  changeStaff,
  countOtherSupervisors,
  findAllStaff,
  findStaff,
  insertStaff,
  lockStaff,
  lockStaffTable,
  type StaffPerson,
} from './staff.sql.ts'
import { deleteSessionsOfStaff } from './staff-session.sql.ts'
import type { LiveStaff } from './staff-sessions.ts'
import { tellStaff } from './tell-staff.ts'

export type NewStaff = { email: string; name: string; role: StaffRole }
export type AddedStaff = { id: string; email: string; temporaryPassword: string }

export async function listStaff(house: House) {
  const staff = await house.cellar.asService((trx) => findAllStaff(trx), { readOnly: true })
  return { staff: staff.map(presentStaff) }
}

/**
 * A new member of staff with a temporary password, shown once and changed at the first sign-in. `by` is the
 * supervisor who adds, or whoever typed the command that makes the first one.
 * @throws {Problem} email.invalid, staff.email-taken
 */
export async function addStaff(
  house: House,
  typed: NewStaff,
  by: { staff: LiveStaff; caller: Caller } | { operator: string },
  /** Only the demo's account: written in the same transaction, and good until it is used. */
  demo?: (trx: Transaction<Tables>, added: AddedStaff) => Promise<unknown>,
): Promise<AddedStaff> {
  const email = signInName(typed.email)
  if (!email) throw new Problem('email.invalid')
  const { temporaryPassword, made } = await makeTemporarySecret(house, `staff ${email}`)
  const id = randomUUID()
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const added = await insertStaff(trx, {
      id,
      email,
      name: typed.name.trim(),
      role: typed.role,
      password_hash: made.hash,
      pepper_id: made.pepperId,
      password_set_at: now,
      password_expires_at: demo ? null : staffTemporaryEnd(now),
      created_at: now,
    })
    if (!added) throw new Problem('staff.email-taken')
    await demo?.(trx, { id, email, temporaryPassword })
    const facts = { name: typed.name.trim(), email, role: typed.role }
    if ('staff' in by) await auditByStaff(trx, now, by, 'staff.added', { subjectId: id, facts })
    else
      await audit(trx, now, {
        companyId: null,
        actor: { id: null, name: by.operator, role: 'system' },
        subjectId: id,
        action: 'staff.added',
        facts,
      })
  })
  return { id, email, temporaryPassword }
}

export type StaffChange = { name?: string | undefined; role?: StaffRole | undefined; disabled?: boolean | undefined }

/**
 * Changes name or role of a member of staff, or closes and opens the account; whoever loses rights is signed out.
 * @throws {Problem} not-found, staff.last-supervisor
 */
export async function changeStaffMember(
  house: House,
  who: { staff: LiveStaff; caller: Caller },
  staffId: string,
  change: StaffChange,
) {
  await house.cellar.asService(async (trx) => {
    // Two supervisors who close each other's account at the same moment would leave none.
    await lockStaffTable(trx)
    const person = await lockStaff(trx, staffId)
    if (!person) throw new Problem('not-found')
    const now = house.clock()
    const name = change.name?.trim() || person.name
    const role = change.role ?? person.role
    const disabledAt = change.disabled === undefined ? person.disabled_at : change.disabled ? now : null
    const loses = role !== person.role || (disabledAt !== null && person.disabled_at === null)
    const isSupervisor = person.role === 'supervisor' && person.disabled_at === null
    if (isSupervisor && loses && (await countOtherSupervisors(trx, staffId)) === 0)
      throw new Problem('staff.last-supervisor')
    await changeStaff(trx, staffId, { name, role, disabled_at: disabledAt })
    if (loses) await deleteSessionsOfStaff(trx, staffId)
    const facts = {
      name,
      ...(role === person.role ? {} : { role, before: person.role }),
      ...(change.disabled === undefined ? {} : { disabled: change.disabled }),
    }
    await auditByStaff(trx, now, who, 'staff.changed', { subjectId: staffId, facts })
  })
  return readStaffMember(house, staffId)
}

/**
 * "Ripristina accesso" of a colleague: a new temporary password, second factors set up afresh, everything signed out.
 * @throws {Problem} not-found, forbidden
 */
export async function resetStaffMember(
  house: House,
  who: { staff: LiveStaff; caller: Caller },
  staffId: string,
): Promise<{ temporaryPassword: string }> {
  // One's own factors are changed in one's own account, with the factor in hand.
  if (staffId === who.staff.id) throw new Problem('forbidden')
  const person = await house.cellar.asService((trx) => findStaff(trx, staffId), { readOnly: true })
  if (!person) throw new Problem('not-found')
  const { temporaryPassword, made } = await makeTemporarySecret(house, `staff ${person.email}`)
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    await changeStaff(trx, staffId, {
      password_hash: made.hash,
      pepper_id: made.pepperId,
      password_is_temporary: true,
      password_set_at: now,
      password_expires_at: staffTemporaryEnd(now),
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
    })
    await deleteStaffPasskeys(trx, staffId)
    await putStaffRecoveryCodes(trx, staffId, [])
    await deleteSessionsOfStaff(trx, staffId)
    await auditByStaff(trx, now, who, 'staff.reset', { subjectId: staffId, facts: { name: person.name } })
    await tellStaff(house, trx, person, who.caller, 'access-reset', who.staff.name)
  })
  return { temporaryPassword }
}

async function readStaffMember(house: House, staffId: string) {
  const person = await house.cellar.asService((trx) => findStaff(trx, staffId), { readOnly: true })
  if (!person) throw new Problem('not-found')
  return presentStaff(person)
}

const presentStaff = (person: StaffPerson) => ({
  id: person.id,
  name: person.name,
  email: person.email,
  role: person.role,
  disabledAt: person.disabled_at?.toISOString() ?? null,
  lastSignedInAt: person.last_signed_in_at?.toISOString() ?? null,
  waiting: person.password_is_temporary,
  secondFactor: person.second_factor,
})
