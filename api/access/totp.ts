import { Secret, TOTP } from 'otpauth'
import { showPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type Account, changeCredential, findAccount } from './account.sql.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import { consumeTotpStep, countRecoveryCodes, findPasskeys, putRecoveryCodes } from './second-factor.sql.ts'
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

/** Begins to set up an authenticator app: the secret counts only once its first code is given. */
export async function beginTotp(house: House, session: LiveSession): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: secretBytes })
  await house.cellar.asService((trx) =>
    changeCredential(trx, session.line.id, {
      totp_secret: seal(house.config.secrets.VAULT_1, bound(session.line.id), Buffer.from(secret.bytes)),
      totp_confirmed_at: null,
      totp_last_step: null,
    }),
  )
  return { secret: secret.base32, uri: generator(house, secret, session.line.number).toString() }
}

/** The time step a code belongs to, one step early or late allowed; undefined when it is wrong. */
export function totpStep(house: House, account: Account, code: string): number | undefined {
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
    const account = await findAccount(trx, session.line.id)
    const step = account && totpStep(house, account, code)
    if (!account || step === undefined || !(await consumeTotpStep(trx, account.id, step)))
      throw new Problem('second-factor.wrong')
    await changeCredential(trx, account.id, { totp_confirmed_at: now })
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
