import type { AuditFacts } from '#database/tables.ts'
import { admission, type ResetPath } from '#domain/access/account.ts'
import { maskEmailAddress } from '#domain/email-address.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { type Account, findAccountByNumber } from './account.sql.ts'
import { accountFacts, isSharedClosed } from './account-facts.ts'
import type { PasswordHash } from './hasher.ts'
import { openSession } from './open-session.ts'
import { secretText } from './secret-text.ts'
import { presentSession } from './session-state.ts'
import { trustedDevice } from './trusted-device.ts'

export type SignIn = { number: string; password: string; remember: boolean }

/**
 * Sign-in with number and password (guide 2.2, 2.3.2). Every failure gives the same answer after the same
 * work, whether the number exists or not (spec/security 3.3, 3.4).
 * @throws {Problem} sign-in.refused, throttled, busy
 */
export async function signIn(house: House, caller: Caller, typed: SignIn) {
  const { cellar, clock, throttles, hasher, config, metrics } = house
  if (hasher.isFull()) throw new Problem('busy', { retryAfter: 2 })
  const number = readPhoneNumber(typed.number)
  const account =
    number && (await cellar.asService((trx) => findAccountByNumber(trx, number), { readOnly: true, once: true }))
  const device = trustedDevice(config, caller, account?.id)
  const attempt = {
    account: number ?? `?${typed.number.replaceAll(/\D/g, '')}`,
    ip: caller.ip,
    device,
    companyId: account?.company_id,
  }
  const pace = await throttles.beforeSignIn(attempt)

  const secret = account && applicableSecret(account, pace.sharedSecretPaused, clock())
  const right = await hasher.check(secretText(typed.password, account?.credential), secret, {
    account: attempt.account,
    ip: caller.ip,
  })
  const now = clock()
  const admitted = account ? admission(accountFacts(account), now) : { kind: 'refused' as const }
  if (!account || !right || admitted.kind === 'refused') {
    // While the shared password is closed to a line, trying it is no guess: it must not close it to the others.
    await throttles.signInFailed({ ...attempt, shared: account?.credential === 'shared' && secret !== undefined })
    metrics.signIns.inc({ outcome: 'refused' })
    if (account) noteRefusal(house, caller, account, {})
    throw new Problem('sign-in.refused')
  }
  if (admitted.kind === 'expired') {
    metrics.signIns.inc({ outcome: 'expired' })
    noteRefusal(house, caller, account, { expired: true })
    return expired(account, admitted.reset)
  }
  const opening = { ...typed, failuresBefore: device ? 0 : pace.failures }
  await cellar.asService((trx) => openSession(house, trx, caller, account, opening))
  await throttles.signInSucceeded(attempt, pace)
  metrics.signIns.inc({ outcome: 'done' })
  return { result: 'session' as const, session: presentSession(await house.sessions.reread(caller), clock(), config) }
}

/** The secret this line may sign in with now, or none. */
function applicableSecret(account: Account, sharedPaused: boolean, now: Date): PasswordHash | undefined {
  if (account.credential === 'shared') {
    // Administrator first (1.4.5): other lines wait until one administrator has made the company theirs.
    const waits = account.role !== 'administrator' && !account.administrator_done
    if (waits || sharedPaused || isSharedClosed(account, now)) return undefined
    if (!account.shared_hash || !account.shared_pepper_id) return undefined
    return { hash: account.shared_hash, pepperId: account.shared_pepper_id }
  }
  if (!account.password_hash || !account.pepper_id) return undefined
  return { hash: account.password_hash, pepperId: account.pepper_id }
}

/** Right secret, too old: it tells who can help, and nothing opens (decision 3; spec/security 2.3). */
function expired(account: Account, reset: ResetPath) {
  const maskedEmail = reset === 'email' && account.email ? maskEmailAddress(account.email as never) : null
  return { result: 'expired' as const, reset, maskedEmail }
}

/** Written beside the answer, not before it: a known number must not answer later than an unknown one. */
function noteRefusal(house: House, caller: Caller, account: Account, facts: AuditFacts): void {
  house.cellar
    .asService((trx) =>
      audit(trx, house.clock(), {
        companyId: account.company_id,
        actor: { id: null, name: '', role: 'unknown' },
        subjectId: account.id,
        action: 'sign-in',
        result: 'refused',
        facts: { device: caller.label, ...facts },
        ip: caller.ip,
        requestId: caller.requestId,
      }),
    )
    .catch((error: unknown) => caller.log.error({ err: error }, 'refused sign-in was not written down'))
}
