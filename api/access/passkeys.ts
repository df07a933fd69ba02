import { showPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { findAccount } from './account.sql.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import {
  countRecoveryCodes,
  deletePasskey,
  findPasskeys,
  insertPasskey,
  notePasskeyUse,
  putRecoveryCodes,
} from './second-factor.sql.ts'
import { tellSecondFactor } from './second-factor-notice.ts'
import type { LiveSession } from './sessions.ts'
import {
  answeringPasskey,
  authenticationOptions,
  type Json,
  registeredPasskey,
  registrationOptions,
} from './webauthn.ts'

async function giveChallenge(house: House, session: LiveSession, challenge: string): Promise<void> {
  await house.cellar.asService((trx) => house.sessions.change(trx, session, { challenge }))
}

/** Begins to add a passkey to the signed-in line. */
export async function passkeyOptions(house: House, session: LiveSession): Promise<Json> {
  const known = await house.cellar.asService((trx) => findPasskeys(trx, session.line.id), { readOnly: true })
  const person = {
    id: session.line.id,
    userName: showPhoneNumber(session.line.number as never),
    name: session.line.name,
  }
  const { options, challenge } = await registrationOptions(house, person, known)
  await giveChallenge(house, session, challenge)
  return options
}

/** @throws {Problem} second-factor.wrong */
export async function addPasskey(
  house: House,
  caller: Caller,
  session: LiveSession,
  typed: { label: string; response: Json },
): Promise<{ recoveryCodes: string[] }> {
  const passkey = await registeredPasskey(house, session.challenge, typed.response)
  if (!passkey) throw new Problem('second-factor.wrong')
  const recoveryCodes = await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const account = await findAccount(trx, session.line.id)
    if (!account) throw new Problem('session.none')
    const added = await insertPasskey(trx, {
      ...passkey,
      line_id: account.id,
      company_id: account.company_id,
      label: typed.label,
      created_at: now,
    })
    if (!added) throw new Problem('second-factor.wrong')
    const codes = (await countRecoveryCodes(trx, account.id))
      ? []
      : await renewRecoveryCodes(trx, account.id, account.company_id)
    await house.sessions.change(trx, session, { challenge: null })
    await tellSecondFactor(house, trx, account, 'passkey-added')
    await auditBy(trx, now, { session, caller }, 'second-factor.added', {
      facts: { kind: 'passkey', label: typed.label },
    })
    return codes
  })
  return { recoveryCodes }
}

/** @throws {Problem} not-found */
export async function removePasskey(
  house: House,
  caller: Caller,
  session: LiveSession,
  id: string,
): Promise<undefined> {
  await house.cellar.asService(async (trx) => {
    const account = await findAccount(trx, session.line.id)
    if (!account || !(await deletePasskey(trx, account.id, id))) throw new Problem('not-found')
    if (!account.totp_confirmed_at && !(await findPasskeys(trx, account.id)).length)
      await putRecoveryCodes(trx, account.id, account.company_id, [])
    await tellSecondFactor(house, trx, account, 'passkey-removed')
    house.sessions.forget(trx, account.id)
    await auditBy(trx, house.clock(), { session, caller }, 'second-factor.removed', { facts: { kind: 'passkey' } })
  })
  return undefined
}

/** The challenge for the second step of a sign-in. */
export async function passkeyChallenge(house: House, session: LiveSession): Promise<Json> {
  const known = await house.cellar.asService((trx) => findPasskeys(trx, session.line.id), { readOnly: true })
  const { options, challenge } = await authenticationOptions(house, known)
  await giveChallenge(house, session, challenge)
  return options
}

/** True when the response answers this session's challenge with one of the line's passkeys. */
export async function passkeyAnswers(house: House, session: LiveSession, response: Json): Promise<boolean> {
  const known = await house.cellar.asService((trx) => findPasskeys(trx, session.line.id), { readOnly: true })
  const answered = await answeringPasskey(house, session.challenge, known, response)
  if (!answered) return false
  await house.cellar.asService((trx) => notePasskeyUse(trx, answered.id, answered.counter, house.clock()))
  return true
}
