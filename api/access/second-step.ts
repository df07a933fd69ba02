import { afterCommit } from '#database/connect.ts'
import { absoluteEnd } from '#domain/access/session.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type Account, changeCredential, findAccount } from './account.sql.ts'
import { accountFacts, afterCountedSignIn } from './account-facts.ts'
import { sessionKind } from './open-session.ts'
import { passkeyAnswers } from './passkeys.ts'
import { recoveryCodeHash } from './recovery-codes.ts'
import { beginRemembering } from './remember.ts'
import { consumeRecoveryCode, consumeTotpStep } from './second-factor.sql.ts'
import { presentSession } from './session-state.ts'
import type { LiveSession } from './sessions.ts'
import { totpStep } from './totp.ts'
import { trustDevice } from './trusted-device.ts'

type Proof = { code: string } | { response: Record<string, unknown> }

/**
 * The second step of a sign-in: a code of the authenticator, a recovery code, or a passkey (spec/security 3.5).
 * @throws {Problem} second-factor.wrong, throttled
 */
export async function takeSecondStep(house: House, caller: Caller, session: LiveSession, proof: Proof) {
  const { cellar, clock, config, sessions, throttles } = house
  await throttles.beforeSecret(session.line.id)
  const account = (await cellar.asService((trx) => findAccount(trx, session.line.id), { readOnly: true })) as Account
  const proved =
    'response' in proof
      ? (await passkeyAnswers(house, session, proof.response))
        ? 'passkey'
        : undefined
      : await codeKind(house, account, proof.code)
  if (!proved) {
    await throttles.secretFailed(session.line.id)
    await cellar.asService((trx) =>
      auditBy(trx, clock(), { session, caller }, 'sign-in.second-factor', { result: 'refused' }),
    )
    throw new Problem('second-factor.wrong')
  }
  await throttles.secretRight(session.line.id)
  await cellar.asService(async (trx) => {
    const now = clock()
    const facts = afterCountedSignIn(accountFacts(account), now)
    await changeCredential(trx, account.id, {
      sign_ins_without_email: facts.signInsWithoutEmail,
      email_later_since: facts.emailLaterSince,
    })
    const kind = sessionKind(facts, now)
    const family = kind === 'full' && session.remember ? await beginRemembering(house, trx, caller, account) : null
    await sessions.renew(trx, caller, session, {
      kind,
      family,
      challenge: null,
      password_at: now,
      stepped_up_at: now,
      expires_at: absoluteEnd(kind, session.view, now),
    })
    afterCommit(trx, () => trustDevice(config, caller, account.id))
    await auditBy(trx, now, { session, caller }, 'sign-in.second-factor', { facts: { kind: proved } })
  })
  return { session: presentSession(await sessions.reread(caller), clock(), config) }
}

/** What a typed code is, consumed so that it works once; undefined when it is nothing. */
async function codeKind(house: House, account: Account, code: string): Promise<'totp' | 'recovery-code' | undefined> {
  const step = account.totp_confirmed_at ? totpStep(house, account, code) : undefined
  if (step !== undefined)
    return (await house.cellar.asService((trx) => consumeTotpStep(trx, account.id, step))) ? 'totp' : undefined
  const hash = recoveryCodeHash(code)
  if (!hash) return undefined
  return (await house.cellar.asService((trx) => consumeRecoveryCode(trx, account.id, hash, house.clock())))
    ? 'recovery-code'
    : undefined
}
