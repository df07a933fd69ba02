import { Secret, TOTP } from 'otpauth'
import { showPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type Account, changeCredential, findAccount, lockAccount } from './account.sql.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import { countRecoveryCodes, findPasskeys, putRecoveryCodes } from './second-factor.sql.ts'
import { tellSecondFactor } from './second-factor-notice.ts'
import type { LiveSession } from './sessions.ts'
import { seal, unseal } from './vault.ts'

const bound = (lineId: string) => `totp|${lineId}`
const secretBytes = 20

function generator(house: House, secret: Secret, number: string): TOTP {
  return new TOTP({
    issuer: house.config.brand.name,
    label: showPhoneNumber(number as never),
    secret,
    digits: 6,
    period: 30,
    algorithm: 'SHA1',
  })
}

/** In the session's challenge, beside which no WebAuthn challenge can be mistaken for it. */
const pendingMark = 'totp.'

/**
 * Begins to set up an authenticator app. The session keeps the secret until its first code is given; the
 * authenticator in use, if there is one, stays in use until then.
 */
export async function beginTotp(house: House, session: LiveSession): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: secretBytes })
  const sealed = seal(house.config.secrets.VAULT_1, bound(session.line.id), Buffer.from(secret.bytes))
  const challenge = `${pendingMark}${sealed.toString('base64url')}`
  await house.cellar.asService((trx) => house.sessions.change(trx, session, { challenge }))
  return { secret: secret.base32, uri: generator(house, secret, session.line.number).toString() }
}

const pendingSecret = ({ challenge }: LiveSession): Buffer | null =>
  challenge?.startsWith(pendingMark) ? Buffer.from(challenge.slice(pendingMark.length), 'base64url') : null

/** The time step a code belongs to, one step early or late allowed; undefined when it is wrong. */
export function totpStep(
  house: House,
  account: Pick<Account, 'id' | 'number' | 'totp_secret'>,
  code: string,
): number | undefined {
  if (!account.totp_secret) return undefined
  const secret = new Secret({
    buffer: new Uint8Array(unseal(house.config.secrets.VAULT_1, bound(account.id), account.totp_secret)).buffer,
  })
  const now = house.clock().getTime()
  const delta = generator(house, secret, account.number).validate({
    token: code.replaceAll(/\s/g, ''),
    timestamp: now,
    window: 1,
  })
  return delta === null ? undefined : Math.floor(now / 30_000) + delta
}

/** @throws {Problem} second-factor.wrong */
export async function confirmTotp(
  house: House,
  caller: Caller,
  session: LiveSession,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const account = await lockAccount(trx, session.line.id)
    const secret = pendingSecret(session)
    const step = account && totpStep(house, { ...account, totp_secret: secret }, code)
    // Confirmed already, by a second click: its recovery codes were given then.
    const confirmed = secret !== null && account?.totp_secret?.equals(secret)
    if (!account || step === undefined || confirmed) throw new Problem('second-factor.wrong')
    await changeCredential(trx, account.id, { totp_secret: secret, totp_confirmed_at: now, totp_last_step: step })
    await house.sessions.change(trx, session, { challenge: null })
    const codes = (await countRecoveryCodes(trx, account.id))
      ? []
      : await renewRecoveryCodes(trx, account.id, account.company_id)
    await tellSecondFactor(house, trx, account, 'totp-added')
    house.sessions.forget(trx, account.id)
    await auditBy(trx, now, { session, caller }, 'second-factor.added', { facts: { kind: 'totp' } })
    return codes
  })
  return { recoveryCodes }
}

export async function removeTotp(house: House, caller: Caller, session: LiveSession): Promise<undefined> {
  await house.cellar.asService(async (trx) => {
    const account = await findAccount(trx, session.line.id)
    if (!account?.totp_secret) return
    await changeCredential(trx, account.id, { totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    if (!(await findPasskeys(trx, account.id)).length) await putRecoveryCodes(trx, account.id, account.company_id, [])
    await tellSecondFactor(house, trx, account, 'totp-removed')
    house.sessions.forget(trx, account.id)
    await auditBy(trx, house.clock(), { session, caller }, 'second-factor.removed', { facts: { kind: 'totp' } })
  })
  return undefined
}
