import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterCommit } from '#database/connect.ts'
import type { Tables } from '#database/tables.ts'
import { admission } from '#domain/access/account.ts'
import { judgeRememberToken, rememberExpiry } from '#domain/access/remember.ts'
import { maskPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { type Account, changeCredential, lockAccount } from './account.sql.ts'
import { accountFacts, afterCountedSignIn } from './account-facts.ts'
import { digest } from './hasher.ts'
import { findFamily, insertFamily, lockFamily, revokeFamily, rotateFamily } from './remember.sql.ts'
import { deleteSessionsOfFamily } from './session.sql.ts'
import { presentSession } from './session-state.ts'

const cookieSeconds = 30 * 86_400
const tokenOf = (selector: Buffer, validator: Buffer) =>
  `${selector.toString('base64url')}.${validator.toString('base64url')}`

/** The network the address belongs to: enough to recognise, less than an address. */
const prefixOf = (ip: string) =>
  ip.includes(':') ? `${ip.split(':').slice(0, 4).join(':')}::/64` : `${ip.split('.').slice(0, 3).join('.')}.0/24`

type Rememberable = { id: string; company_id: string; credential_expires_at: Date | null }

/** Begins a family for this computer and gives it the first token (guide 2.4, spec/security 2.6). */
export async function beginRemembering(
  house: House,
  trx: Transaction<Tables>,
  caller: Caller,
  person: Rememberable,
): Promise<Buffer> {
  const now = house.clock()
  const selector = randomBytes(16)
  const validator = randomBytes(32)
  await insertFamily(trx, {
    selector,
    line_id: person.id,
    company_id: person.company_id,
    validator_hash: digest(validator),
    previous_hash: null,
    rotated_at: now,
    created_at: now,
    expires_at: rememberExpiry(now, person.credential_expires_at, now),
    label: caller.label,
    ip_prefix: prefixOf(caller.ip),
  })
  afterCommit(trx, () => caller.cookies.write('remember', tokenOf(selector, validator), cookieSeconds))
  return selector
}

/**
 * Continues on a remembered computer, in the user's view and with the limits of a remembered session.
 * @throws {Problem} session.none when the token is unknown, too old, or was used by somebody else
 */
export async function resume(house: House, caller: Caller) {
  const { cellar, clock, config, sessions } = house
  const [selector, validator] = (caller.cookies.read('remember') ?? '')
    .split('.')
    .map((part) => Buffer.from(part, 'base64url'))
  if (selector?.length !== 16 || validator?.length !== 32) return forget(caller)
  const outcome = await cellar.asService(async (trx) => {
    const now = clock()
    const known = await findFamily(trx, selector)
    // The line before the family, as whoever changes a password takes them: no session slips in after it.
    const account = known && (await lockAccount(trx, known.line_id))
    const family = await lockFamily(trx, selector)
    const verdict = judgeRememberToken(
      family && {
        validatorHash: family.validator_hash,
        previousHash: family.previous_hash,
        rotatedAt: family.rotated_at,
        expiresAt: family.expires_at,
        revokedAt: family.revoked_at,
      },
      digest(validator),
      now,
    )
    if (!family || !account || verdict === 'unknown' || verdict === 'expired') return 'refused'
    const facts = afterCountedSignIn(accountFacts(account), now)
    // A blocked step asks for the password: what a remembered computer may not do, it may not do there either.
    if (admission(facts, now).kind !== 'full') return 'refused'
    if (verdict === 'theft') {
      await revokeFamily(trx, selector, now)
      await deleteSessionsOfFamily(trx, selector)
      sessions.forget(trx, account.id)
      await tellTheft(house, trx, caller, account)
      return 'refused'
    }
    if (verdict === 'rotate') {
      const next = randomBytes(32)
      await rotateFamily(
        trx,
        selector,
        digest(next),
        family.validator_hash,
        now,
        rememberExpiry(family.created_at, account.credential_expires_at, now),
      )
      afterCommit(trx, () => caller.cookies.write('remember', tokenOf(selector, next), cookieSeconds))
    }
    await changeCredential(trx, account.id, {
      sign_ins_without_email: facts.signInsWithoutEmail,
      email_later_since: facts.emailLaterSince,
    })
    await sessions.begin(trx, caller, {
      line_id: account.id,
      company_id: account.company_id,
      kind: 'remembered',
      view: 'user',
      password_kind: 'own',
      password_at: null,
      family: selector,
      remember: true,
    })
    await audit(trx, now, {
      companyId: account.company_id,
      actor: { id: account.id, name: account.name, role: 'user' },
      subjectId: account.id,
      action: 'sign-in.resumed',
      facts: { device: caller.label },
      ip: caller.ip,
      requestId: caller.requestId,
    })
    return 'resumed'
  })
  if (outcome === 'refused') return forget(caller)
  return { session: presentSession(await sessions.reread(caller), clock(), config) }
}

function forget(caller: Caller): never {
  caller.cookies.clear('remember')
  throw new Problem('session.none')
}

async function tellTheft(house: House, trx: Transaction<Tables>, caller: Caller, account: Account): Promise<void> {
  const now = house.clock()
  if (account.email && account.email_status === 'verified') {
    await house.outbox.queue(trx, {
      companyId: account.company_id,
      to: account.email,
      language: account.language,
      timeZone: account.time_zone,
      letter: {
        name: 'remember-revoked',
        facts: { at: now, device: caller.label, maskedNumber: maskPhoneNumber(account.number as never) },
      },
    })
  }
  await audit(trx, now, {
    companyId: account.company_id,
    actor: { id: null, name: '', role: 'unknown' },
    subjectId: account.id,
    action: 'remember.revoked',
    facts: { device: caller.label },
    ip: caller.ip,
    requestId: caller.requestId,
  })
}
