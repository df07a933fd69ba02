import { passwordExpired } from '#domain/access/staff-session.ts'
import { readEmailAddress } from '#domain/email-address.ts'
import { Problem } from '#domain/problem.ts'
import { secretText } from '../../access/secret-text.ts'
import { trustDevice, trustedDevice } from '../../access/trusted-device.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import { changeStaff, findStaffByEmail, type StaffPerson } from './staff.sql.ts'
import { presentStaffSession } from './staff-state.ts'

/** The name somebody of the provider signs in with; undefined when it is no address. */
export const signInName = (typed: string): string | undefined => readEmailAddress(typed)?.toLowerCase()

/** What kind of secret a member of staff has, in the words of the customers' own. */
export const credentialOf = (person: Pick<StaffPerson, 'password_is_temporary'>): 'temporary' | 'own' =>
  person.password_is_temporary ? 'temporary' : 'own'

/**
 * Sign-in of the provider's people with e-mail and password; the second factor follows. Every failure gives the same
 * answer after the same work, whether the address exists or not (spec/security 3.3, 3.4).
 * @throws {Problem} staff.sign-in-refused, staff.password-expired, throttled, busy
 */
export async function signInStaff(house: House, caller: Caller, typed: { email: string; password: string }) {
  const { cellar, clock, config, hasher, metrics, staffSessions, throttles } = house
  if (hasher.isFull()) throw new Problem('busy', { retryAfter: 2 })
  const email = signInName(typed.email)
  const person = await cellar.asService((trx) => findStaffByEmail(trx, email ?? ''), { readOnly: true })
  const device = trustedDevice(config, caller, person?.id)
  const account = `staff ${email ?? typed.email}`
  const attempt = { account, ip: caller.ip, device, companyId: undefined }
  const pace = await throttles.beforeSignIn(attempt)
  const stored = person ? { hash: person.password_hash, pepperId: person.pepper_id } : undefined
  const text = secretText(typed.password, person ? credentialOf(person) : undefined)
  const right = await hasher.check(text, stored, { account, ip: caller.ip })
  if (!person || !right || person.disabled_at) {
    await throttles.signInFailed({ ...attempt, shared: false })
    metrics.signIns.inc({ outcome: 'refused' })
    if (person) noteRefusal(house, caller, person)
    throw new Problem('staff.sign-in-refused')
  }
  const now = clock()
  if (passwordExpired(person.password_expires_at, now)) {
    noteRefusal(house, caller, person)
    throw new Problem('staff.password-expired')
  }
  const waitsForCode = person.second_factor
  await cellar.asService(async (trx) => {
    await staffSessions.begin(trx, caller, person.id, waitsForCode ? 'second-factor' : 'full')
    await changeStaff(trx, person.id, { last_signed_in_at: now })
    await auditByStaff(trx, now, { staff: person, caller }, 'staff.signed-in', { facts: { device: caller.label } })
  })
  if (!waitsForCode) trustDevice(config, caller, person.id)
  await throttles.signInSucceeded(attempt, pace)
  metrics.signIns.inc({ outcome: 'done' })
  return { session: presentStaffSession(await staffSessions.of(caller, false), config) }
}

/** Written beside the answer, not before it: a known address must not answer later than an unknown one. */
function noteRefusal(house: House, caller: Caller, person: StaffPerson): void {
  house.cellar
    .asService((trx) =>
      auditByStaff(trx, house.clock(), { staff: person, caller }, 'staff.signed-in', {
        result: 'refused',
        facts: { device: caller.label },
      }),
    )
    .catch((error: unknown) => caller.log.error({ err: error }, 'refused sign-in was not written down'))
}
