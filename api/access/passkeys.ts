import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
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

type Json = Record<string, unknown>

/** The portal's address is what a passkey is bound to: never taken from the request. */
const relyingParty = (house: House) => ({
  origin: house.config.publicUrl ?? '',
  id: new URL(house.config.publicUrl ?? 'http://localhost').hostname,
})

async function giveChallenge(house: House, session: LiveSession, challenge: string): Promise<void> {
  await house.cellar.asService((trx) => house.sessions.change(trx, session, { challenge }))
}

/** Begins to add a passkey to the signed-in line. */
export async function passkeyOptions(house: House, session: LiveSession): Promise<Json> {
  const known = await house.cellar.asService((trx) => findPasskeys(trx, session.line.id), { readOnly: true })
  const options = await generateRegistrationOptions({
    rpName: house.config.brand.name,
    rpID: relyingParty(house).id,
    userName: showPhoneNumber(session.line.number as never),
    userDisplayName: session.line.name,
    userID: new Uint8Array(Buffer.from(session.line.id.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: known.map((k) => ({ id: k.id, transports: k.transports as never })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await giveChallenge(house, session, options.challenge)
  return options as unknown as Json
}

/** @throws {Problem} second-factor.wrong */
export async function addPasskey(
  house: House,
  caller: Caller,
  session: LiveSession,
  typed: { label: string; response: Json },
): Promise<{ recoveryCodes: string[] }> {
  const { origin, id } = relyingParty(house)
  if (!session.challenge) throw new Problem('second-factor.wrong')
  const verified = await verifyRegistrationResponse({
    response: typed.response as never,
    expectedChallenge: session.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: false,
  }).catch(() => undefined)
  const credential = verified?.registrationInfo?.credential
  if (!verified?.verified || !credential) throw new Problem('second-factor.wrong')
  const recoveryCodes = await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const account = await findAccount(trx, session.line.id)
    if (!account) throw new Problem('session.none')
    const added = await insertPasskey(trx, {
      id: credential.id,
      line_id: account.id,
      company_id: account.company_id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
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
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(house).id,
    allowCredentials: known.map((k) => ({ id: k.id, transports: k.transports as never })),
    userVerification: 'preferred',
  })
  await giveChallenge(house, session, options.challenge)
  return options as unknown as Json
}

/** True when the response answers this session's challenge with one of the line's passkeys. */
export async function passkeyAnswers(house: House, session: LiveSession, response: Json): Promise<boolean> {
  const { origin, id } = relyingParty(house)
  const known = await house.cellar.asService((trx) => findPasskeys(trx, session.line.id), { readOnly: true })
  const passkey = known.find((k) => k.id === response.id)
  if (!passkey || !session.challenge) return false
  const verified = await verifyAuthenticationResponse({
    response: response as never,
    expectedChallenge: session.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: false,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports as never,
    },
  }).catch(() => undefined)
  if (!verified?.verified) return false
  await house.cellar.asService((trx) =>
    notePasskeyUse(trx, passkey.id, verified.authenticationInfo.newCounter, house.clock()),
  )
  return true
}
