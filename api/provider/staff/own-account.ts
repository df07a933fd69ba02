import { addDays } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import { historyAfterChange, requireGoodPassword, requireNewPassword } from '../../access/password-policy.ts'
import { secretText } from '../../access/secret-text.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import { countStaffRecoveryCodes, findStaffPasskeys } from './second-factor.sql.ts'
import { credentialOf } from './sign-in.ts'
import { changeStaff, findStaff, lockStaff, type StaffPerson } from './staff.sql.ts'
import {
  countStaffStepUpFailure,
  deleteSessionsOfStaff,
  deleteStaffSessionById,
  findSessionsOfStaff,
} from './staff-session.sql.ts'
import type { LiveStaff } from './staff-sessions.ts'
import { presentStaffSession } from './staff-state.ts'
import { tellStaff } from './tell-staff.ts'

/** What is kept of a person's secrets, in the words of the customers' password rules. */
const secretsOf = (person: StaffPerson) => ({
  number: person.email,
  credential: credentialOf(person),
  password_hash: person.password_hash,
  pepper_id: person.pepper_id,
  history: person.history,
  shared_hash: null,
  shared_pepper_id: null,
})

/**
 * Changes the temporary password into an own one, or an own one into another; every other session ends.
 * @throws {Problem} password.wrong, password.refused, throttled, busy
 */
export async function changeStaffPassword(
  house: House,
  caller: Caller,
  staff: LiveStaff,
  typed: { oldPassword: string; newPassword: string },
) {
  const { cellar, clock, config, hasher, staffSessions, throttles } = house
  const person = await cellar.asService((trx) => findStaff(trx, staff.id), { readOnly: true })
  if (!person) throw new Problem('session.none')
  const waiter = { account: `staff ${person.email}`, ip: caller.ip }
  await throttles.beforeSecret(person.id)
  const stored = { hash: person.password_hash, pepperId: person.pepper_id }
  if (!(await hasher.check(secretText(typed.oldPassword, credentialOf(person)), stored, waiter))) {
    await throttles.secretFailed(person.id)
    throw new Problem('password.wrong')
  }
  requireGoodPassword(
    house,
    typed.newPassword,
    {
      number: '',
      extension: '',
      name: person.name,
      email: person.email,
      company_name: config.brand.name,
      role: 'administrator',
      // Fifteen characters whatever else is shown (spec/security 3.1).
      second_factor: false,
    },
    {
      sites: [],
      ...(person.password_is_temporary ? { temporary: typed.oldPassword } : { current: typed.oldPassword }),
    },
  )
  await requireNewPassword(hasher, typed.newPassword, secretsOf(person), caller.ip)
  const made = await hasher.make(secretText(typed.newPassword, 'own'), waiter)
  await cellar.asService(async (trx) => {
    const locked = await lockStaff(trx, person.id)
    // Somebody changed it in the meantime: the old password is no longer right.
    if (locked?.password_hash !== person.password_hash) throw new Problem('password.wrong')
    const now = clock()
    await changeStaff(trx, person.id, {
      password_hash: made.hash,
      pepper_id: made.pepperId,
      password_is_temporary: false,
      password_set_at: now,
      password_expires_at: null,
      history: historyAfterChange(secretsOf(person)),
      ...(person.password_is_temporary ? { language: caller.language } : {}),
    })
    await deleteSessionsOfStaff(trx, person.id, staff.sessionHash)
    await staffSessions.renew(trx, caller, staff, { stepped_up_at: now, step_up_failures: 0 })
    await auditByStaff(trx, now, { staff, caller }, 'staff.password-changed')
    await tellStaff(house, trx, person, caller, 'password-changed')
  })
  await throttles.secretRight(person.id)
  return { session: presentStaffSession(await staffSessions.of(caller, false), config) }
}

/** Five wrong passwords end the session (2.7). */
const failuresThatEnd = 5

/**
 * Shows the password again before something delicate.
 * @throws {Problem} password.wrong, session.none (at the fifth), throttled, busy
 */
export async function stepUpStaff(house: House, caller: Caller, staff: LiveStaff, typed: { password: string }) {
  const { cellar, clock, config, hasher, staffSessions, throttles } = house
  const person = await cellar.asService((trx) => findStaff(trx, staff.id), { readOnly: true })
  if (!person) throw new Problem('session.none')
  await throttles.beforeSecret(person.id)
  const stored = { hash: person.password_hash, pepperId: person.pepper_id }
  const right = await hasher.check(secretText(typed.password, credentialOf(person)), stored, {
    account: `staff ${person.email}`,
    ip: caller.ip,
  })
  const now = clock()
  if (!right) {
    await throttles.secretFailed(person.id)
    const last = await cellar.asService(async (trx) => {
      const over = (await countStaffStepUpFailure(trx, staff.sessionHash)) >= failuresThatEnd
      if (over) await staffSessions.end(trx, caller, staff)
      await auditByStaff(trx, now, { staff, caller }, 'staff.stepped-up', { result: 'refused' })
      return over
    })
    throw new Problem(last ? 'session.none' : 'password.wrong')
  }
  await throttles.secretRight(person.id)
  await cellar.asService(async (trx) => {
    await staffSessions.renew(trx, caller, staff, { stepped_up_at: now, step_up_failures: 0 })
    await auditByStaff(trx, now, { staff, caller }, 'staff.stepped-up')
  })
  return { session: presentStaffSession(await staffSessions.of(caller, false), config) }
}

/** One's own account: password, second factors, where one is signed in. */
export async function readStaffAccount(house: House, staff: LiveStaff) {
  return house.cellar.asService(
    async (trx) => {
      const person = await findStaff(trx, staff.id)
      if (!person) throw new Problem('session.none')
      const passkeys = await findStaffPasskeys(trx, staff.id)
      const sessions = await findSessionsOfStaff(trx, staff.id, house.clock())
      return {
        staff: { id: person.id, name: person.name, email: person.email, role: person.role },
        passwordSetAt: person.password_set_at.toISOString(),
        totp: person.totp_confirmed_at !== null,
        recoveryCodesLeft: await countStaffRecoveryCodes(trx, staff.id),
        passkeys: passkeys.map((one) => ({
          id: one.id,
          label: one.label,
          createdAt: one.created_at.toISOString(),
          lastUsedAt: one.last_used_at?.toISOString() ?? null,
        })),
        sessions: sessions.map((one) => ({
          id: one.id,
          label: one.label,
          ip: one.ip,
          current: one.id === staff.sessionId,
          signedInAt: one.created_at.toISOString(),
          lastSeenAt: one.last_seen_at.toISOString(),
        })),
      }
    },
    { readOnly: true },
  )
}

/** Ends one of one's other sign-ins. @throws {Problem} device.not-found */
export async function endStaffSession(house: House, caller: Caller, staff: LiveStaff, id: string): Promise<undefined> {
  await house.cellar.asService(async (trx) => {
    if (id === staff.sessionId || !(await deleteStaffSessionById(trx, staff.id, id)))
      throw new Problem('device.not-found')
    await auditByStaff(trx, house.clock(), { staff, caller }, 'staff.session-ended')
  })
  return undefined
}

export async function setStaffPreferences(
  house: House,
  caller: Caller,
  staff: LiveStaff,
  change: { language?: 'it' | 'en' | undefined; theme?: 'auto' | 'light' | 'dark' | undefined },
) {
  await house.cellar.asService(async (trx) => {
    const { language = staff.language, theme = staff.theme } = change
    await changeStaff(trx, staff.id, { language, theme })
  })
  return { session: presentStaffSession(await house.staffSessions.of(caller, false), house.config) }
}

/** How long a temporary password of staff is good for: long enough for a first working week. */
export const staffTemporaryEnd = (now: Date): Date => addDays(now, 7)
