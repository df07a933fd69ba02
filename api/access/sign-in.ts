import type { Transaction } from 'kysely'
import { afterCommit } from '#database/connect.ts'
import type { Tables } from '#database/tables.ts'
import { maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { type Account, changeCredential, changeLine, findAccountByNumber } from './account.sql.ts'
import { emailGate } from './email-gate.ts'
import type { PasswordHash } from './hasher.ts'
import { beginRemembering } from './remember.ts'
import { secretText } from './secret-text.ts'
import { presentSession } from './session-state.ts'
import { trustDevice, trustedDevice } from './trusted-device.ts'

type SignIn = { number: string; password: string; remember: boolean }

/**
 * Sign-in with number and password (guide 2.2, 2.3.2). Every failure gives the same answer after the same
 * work, whether the number exists or not (spec/security 3.3, 3.4).
 * @throws {Problem} sign-in.refused, throttled, busy
 */
export async function signIn(house: House, caller: Caller, typed: SignIn) {
  const { cellar, clock, throttles, hasher, config, metrics } = house
  const number = readPhoneNumber(typed.number)
  const account = number && (await cellar.asService((trx) => findAccountByNumber(trx, number), { readOnly: true }))
  const device = trustedDevice(config, caller, account?.id)
  const attempt = {
    account: number ?? `?${typed.number.replaceAll(/\D/g, '')}`,
    ip: caller.ip,
    device,
    companyId: account?.company_id,
  }
  const pace = await throttles.beforeSignIn(attempt)

  const secret = account && applicableSecret(account, pace.sharedSecretPaused)
  const right = await hasher.check(secretText(typed.password, account?.credential), secret, {
    account: attempt.account,
    ip: caller.ip,
  })
  const now = clock()
  if (!account || !right || account.account !== 'live' || account.company_closed_at) {
    await throttles.signInFailed({ ...attempt, shared: account?.credential === 'shared' })
    metrics.signIns.inc({ outcome: 'refused' })
    if (account) noteRefusal(house, caller, account)
    throw new Problem('sign-in.refused')
  }
  if (account.credential_expires_at && now >= account.credential_expires_at) {
    metrics.signIns.inc({ outcome: 'expired' })
    return expired(account)
  }
  await cellar.asService((trx) =>
    open(house, trx, caller, account, { ...typed, failuresBefore: device ? 0 : pace.failures }),
  )
  await throttles.signInSucceeded(attempt, pace)
  metrics.signIns.inc({ outcome: 'done' })
  return { result: 'session' as const, session: presentSession(await house.sessions.reread(caller), clock(), config) }
}

/** The secret this line may sign in with now, or none. */
function applicableSecret(account: Account, sharedPaused: boolean): PasswordHash | undefined {
  if (account.credential === 'shared') {
    // Administrator first (1.4.5): other lines wait until one administrator has made the company theirs.
    const waits = account.role !== 'administrator' && !account.administrator_done
    if (waits || sharedPaused || account.shared_closed_at || !account.shared_hash || !account.shared_pepper_id)
      return undefined
    return { hash: account.shared_hash, pepperId: account.shared_pepper_id }
  }
  if (!account.password_hash || !account.pepper_id) return undefined
  return { hash: account.password_hash, pepperId: account.pepper_id }
}

/** Right secret, too old: it tells who can help, and nothing opens (decision 3; spec/security 2.3). */
function expired(account: Account) {
  const reachable = canResetByMail(account)
  return {
    result: 'expired' as const,
    reset: reachable
      ? ('email' as const)
      : account.role === 'administrator'
        ? ('support' as const)
        : ('administrator' as const),
    maskedEmail: reachable && account.email ? maskEmailAddress(account.email as never) : null,
  }
}

/** A verified address, or one that the administrator, 1928 or the activation gave (2.4). */
export function canResetByMail(account: Pick<Account, 'email_status' | 'email_source'>): boolean {
  return account.email_status === 'verified' || (account.email_status === 'pending' && account.email_source !== 'owner')
}

async function open(
  house: House,
  trx: Transaction<Tables>,
  caller: Caller,
  account: Account,
  typed: SignIn & { failuresBefore: number },
): Promise<void> {
  const { sessions, hasher, config, clock } = house
  const now = clock()
  const own = account.credential === 'own'
  const waitsForCode = own && account.second_factor
  const signIns = account.sign_ins_without_email + (own && account.email_status !== 'verified' && !waitsForCode ? 1 : 0)
  const laterSince = account.email_later_since ?? (own && account.email_status !== 'verified' ? now : null)
  const emailStep = own
    ? (emailGate(emailFacts(account, signIns, laterSince), now) ??
      (account.email_status === 'none' ? 'add-email' : undefined))
    : undefined
  const kind = waitsForCode ? 'second-factor' : own && emailStep !== 'add-email' ? 'full' : 'gate'
  const family = kind === 'full' && typed.remember ? await beginRemembering(house, trx, caller, account) : null
  await sessions.begin(trx, caller, {
    line_id: account.id,
    company_id: account.company_id,
    kind,
    view: account.role === 'administrator' ? null : 'user',
    password_kind: own ? 'own' : account.credential === 'shared' ? 'shared' : 'temporary',
    password_at: now,
    family,
    remember: typed.remember,
  })
  const rehash =
    own &&
    account.password_hash &&
    account.pepper_id &&
    hasher.isOutdated({ hash: account.password_hash, pepperId: account.pepper_id })
  const renewed = rehash
    ? await hasher.make(secretText(typed.password, 'own'), { account: account.number, ip: caller.ip })
    : undefined
  await changeCredential(trx, account.id, {
    last_signed_in_at: now,
    sign_ins_without_email: signIns,
    email_later_since: laterSince,
    ...(renewed ? { password_hash: renewed.hash, pepper_id: renewed.pepperId } : {}),
  })
  if (!own && !account.gate_opened_at) await changeLine(trx, account.id, { gate_opened_at: now })
  if (kind === 'full') afterCommit(trx, () => trustDevice(config, caller, account.id))
  if (typed.failuresBefore >= 5 && account.email_status === 'verified' && account.email) {
    await house.outbox.queue(trx, {
      companyId: account.company_id,
      to: account.email,
      language: account.language,
      letter: {
        name: 'new-device-after-failures',
        facts: { at: now, device: caller.label, ip: caller.ip, maskedNumber: maskPhoneNumber(account.number as never) },
      },
    })
  }
  await audit(trx, now, {
    companyId: account.company_id,
    actor: { id: account.id, name: account.name, role: 'user' },
    subjectId: account.id,
    action: 'sign-in',
    facts: { secret: account.credential, device: caller.label },
    ip: caller.ip,
    requestId: caller.requestId,
  })
}

export const emailFacts = (account: Account, signInsWithoutEmail: number, emailLaterSince: Date | null) => ({
  role: account.role,
  email: account.email,
  emailStatus: account.email_status,
  emailLaterSince,
  signInsWithoutEmail,
})

/** Written beside the answer, not before it: a known number must not answer later than an unknown one. */
function noteRefusal(house: House, caller: Caller, account: Account): void {
  house.cellar
    .asService((trx) =>
      audit(trx, house.clock(), {
        companyId: account.company_id,
        actor: { id: null, name: '', role: 'unknown' },
        subjectId: account.id,
        action: 'sign-in',
        result: 'refused',
        facts: { device: caller.label },
        ip: caller.ip,
        requestId: caller.requestId,
      }),
    )
    .catch((error: unknown) => caller.log.error({ err: error }, 'refused sign-in was not written down'))
}
