import type { Transaction } from 'kysely'
import { afterCommit } from '#database/connect.ts'
import type { Tables } from '#database/tables.ts'
import { admission } from '#domain/access/account.ts'
import { maskPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { type Account, changeCredential, changeLine, holdsStill } from './account.sql.ts'
import { accountFacts, afterCountedSignIn } from './account-facts.ts'
import { beginRemembering } from './remember.ts'
import { secretText } from './secret-text.ts'
import { commitWithoutWaiting } from './session.sql.ts'
import type { SignIn } from './sign-in.ts'
import { trustDevice } from './trusted-device.ts'

/** So many failures before a success are told to the owner (spec/security 3.4). */
const suspiciousFailures = 5

type Opening = SignIn & {
  /** Failures from unknown devices since the last success. */
  failuresBefore: number
}

/**
 * Opens the session that the right secret deserves: the second factor first where there is one, the gate while
 * the first access is not finished, else the portal.
 * @throws {Problem} sign-in.refused when the secret was changed while it was being checked
 */
export async function openSession(
  house: House,
  trx: Transaction<Tables>,
  caller: Caller,
  account: Account,
  typed: Opening,
): Promise<void> {
  const { sessions, config, clock } = house
  const now = clock()
  await commitWithoutWaiting(trx)
  if (!(await holdsStill(trx, account))) throw new Problem('sign-in.refused')
  const own = account.credential === 'own'
  const waitsForCode = own && account.second_factor
  const facts = waitsForCode ? accountFacts(account) : afterCountedSignIn(accountFacts(account), now)
  const kind = waitsForCode ? 'second-factor' : sessionKind(facts, now)
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
  await changeCredential(trx, account.id, {
    last_signed_in_at: now,
    sign_ins_without_email: facts.signInsWithoutEmail,
    email_later_since: facts.emailLaterSince,
    ...(own ? await renewedHash(house, account, typed.password, caller.ip) : {}),
  })
  if (!own && !account.gate_opened_at) await changeLine(trx, account.id, { gate_opened_at: now })
  if (kind === 'full') afterCommit(trx, () => trustDevice(config, caller, account.id))
  if (typed.failuresBefore >= suspiciousFailures) await tellSuspicious(house, trx, caller, account)
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

/**
 * A session begins in the gate while a step is missing; an end user without an address is asked at every
 * sign-in, and may answer "Più tardi".
 */
export function sessionKind(facts: ReturnType<typeof accountFacts>, now: Date): 'gate' | 'full' {
  const admitted = admission(facts, now)
  if (admitted.kind === 'full') return facts.emailStatus === 'none' ? 'gate' : 'full'
  return admitted.kind === 'gate' && admitted.step === 'verify-email' ? 'full' : 'gate'
}

/** Made anew when parameters or pepper have changed since (3.2). */
async function renewedHash(house: House, account: Account, password: string, ip: string) {
  if (!account.password_hash || !account.pepper_id) return {}
  if (!house.hasher.isOutdated({ hash: account.password_hash, pepperId: account.pepper_id })) return {}
  const made = await house.hasher.make(secretText(password, 'own'), { account: account.number, ip })
  return { password_hash: made.hash, pepper_id: made.pepperId }
}

async function tellSuspicious(house: House, trx: Transaction<Tables>, caller: Caller, account: Account): Promise<void> {
  if (!account.email || account.email_status !== 'verified') return
  const maskedNumber = maskPhoneNumber(account.number as never)
  await house.outbox.queue(trx, {
    companyId: account.company_id,
    to: account.email,
    language: account.language,
    timeZone: account.time_zone,
    letter: {
      name: 'new-device-after-failures',
      facts: { at: house.clock(), device: caller.label, ip: caller.ip, maskedNumber },
    },
  })
}
