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
import { newTotp, pendingChallenge, pendingSecret, type TotpOwner, totpStepOf } from './totp-code.ts'

const ownerOf = ({ id, number }: { id: string; number: string }): TotpOwner => ({
  id,
  label: showPhoneNumber(number as never),
})

/**
 * Begins to set up an authenticator app. The session keeps the secret until its first code is given; the
 * authenticator in use, if there is one, stays in use until then.
 */
export async function beginTotp(house: House, session: LiveSession): Promise<{ secret: string; uri: string }> {
  const { sealed, secret, uri } = newTotp(house, ownerOf(session.line))
  const challenge = pendingChallenge(sealed)
  await house.cellar.asService((trx) => house.sessions.change(trx, session, { challenge }))
  return { secret, uri }
}

/** The time step a code belongs to; undefined when it is wrong. */
export const totpStep = (
  house: House,
  account: Pick<Account, 'id' | 'number' | 'totp_secret'>,
  code: string,
): number | undefined => totpStepOf(house, ownerOf(account), account.totp_secret, code)

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
    const secret = pendingSecret(session.challenge)
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

/** Without any factor left the recovery codes go too; its holder is told by mail. What is not there is not removed. */
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
