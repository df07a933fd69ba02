import { staffSessionEnd } from '#domain/access/staff-session.ts'
import { Problem } from '#domain/problem.ts'
import { recoveryCodeHash } from '../../access/recovery-codes.ts'
import { totpStepOf } from '../../access/totp-code.ts'
import { trustDevice } from '../../access/trusted-device.ts'
import { answeringPasskey, authenticationOptions, type Json } from '../../access/webauthn.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import {
  consumeStaffRecoveryCode,
  consumeStaffTotpStep,
  findStaffPasskeys,
  noteStaffPasskeyUse,
} from './second-factor.sql.ts'
import { findStaff } from './staff.sql.ts'
import type { LiveStaff } from './staff-sessions.ts'
import { presentStaffSession } from './staff-state.ts'

type Proof = { code: string } | { response: Json }

/** The challenge for a passkey at the second step of a sign-in. */
export async function staffPasskeyChallenge(house: House, staff: LiveStaff): Promise<Json> {
  const known = await house.cellar.asService((trx) => findStaffPasskeys(trx, staff.id), { readOnly: true })
  const { options, challenge } = await authenticationOptions(house, known)
  await house.cellar.asService((trx) => house.staffSessions.change(trx, staff, { challenge }))
  return options
}

/**
 * The second step of a sign-in: a code of the authenticator, a recovery code, or a passkey (spec/security 2.9, 3.5).
 * @throws {Problem} second-factor.wrong, throttled
 */
export async function takeStaffSecondStep(house: House, caller: Caller, staff: LiveStaff, proof: Proof) {
  const { cellar, clock, config, staffSessions, throttles } = house
  if (staff.kind !== 'second-factor') throw new Problem('second-factor.wrong')
  await throttles.beforeSecret(staff.id)
  const kind =
    'response' in proof ? await passkeyKind(house, staff, proof.response) : await codeKind(house, staff, proof.code)
  if (!kind) {
    await throttles.secretFailed(staff.id)
    await cellar.asService((trx) =>
      auditByStaff(trx, clock(), { staff, caller }, 'staff.second-step', { result: 'refused' }),
    )
    throw new Problem('second-factor.wrong')
  }
  await throttles.secretRight(staff.id)
  await cellar.asService(async (trx) => {
    const now = clock()
    await staffSessions.renew(trx, caller, staff, {
      kind: 'full',
      challenge: null,
      stepped_up_at: now,
      expires_at: staffSessionEnd('full', now),
    })
    await auditByStaff(trx, now, { staff, caller }, 'staff.second-step', { facts: { kind } })
  })
  trustDevice(config, caller, staff.id)
  return { session: presentStaffSession(await staffSessions.of(caller, false), config) }
}

async function passkeyKind(house: House, staff: LiveStaff, response: Json): Promise<'passkey' | undefined> {
  const known = await house.cellar.asService((trx) => findStaffPasskeys(trx, staff.id), { readOnly: true })
  const answered = await answeringPasskey(house, staff.challenge, known, response)
  if (!answered) return undefined
  await house.cellar.asService((trx) => noteStaffPasskeyUse(trx, answered.id, answered.counter, house.clock()))
  return 'passkey'
}

/** What a typed code is, consumed so that it works once; undefined when it is nothing. */
async function codeKind(house: House, staff: LiveStaff, code: string): Promise<'totp' | 'recovery-code' | undefined> {
  const { cellar } = house
  const person = await cellar.asService((trx) => findStaff(trx, staff.id), { readOnly: true })
  const owner = { id: staff.id, label: staff.email }
  const step = person?.totp_confirmed_at ? totpStepOf(house, owner, person.totp_secret, code) : undefined
  if (step !== undefined)
    return (await cellar.asService((trx) => consumeStaffTotpStep(trx, staff.id, step))) ? 'totp' : undefined
  const hash = recoveryCodeHash(code)
  if (!hash) return undefined
  const used = await cellar.asService((trx) => consumeStaffRecoveryCode(trx, staff.id, hash, house.clock()))
  return used ? 'recovery-code' : undefined
}
