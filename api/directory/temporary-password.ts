import { randomBytes } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { makeTemporaryPassword, temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import {
  type Account,
  changeCredential,
  changeLine,
  findAccount,
  findContextWords,
  lockAccount,
} from '../access/account.sql.ts'
import type { PasswordHash } from '../access/hasher.ts'
import { historyAfterChange, requireGoodPassword } from '../access/password-policy.ts'
import { secretText } from '../access/secret-text.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import type { Letter } from '../mail/letters.ts'
import { auditBy } from '../provider/audit.ts'
import { revokeAccess } from './revoke-access.ts'
import { requireSubject } from './subject.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = { readonly password?: string | undefined; readonly deliver: 'show' | 'send' }

/**
 * "Modifica password" by the administrator (guide 2.3.1): always temporary (S70), generated unless typed, good for
 * 7 days. Ends whatever the line had open. Done twice, the later one holds, and its answer says that it replaced
 * one that nobody had used.
 * @throws {Problem} not-found, acting.not-allowed, email.not-verified, password.refused, busy
 */
export async function setTemporaryPassword(house: House, who: Who, lineId: string, asked: Asked) {
  const { cellar, hasher } = house
  const { session, caller } = who
  const context = { companyId: session.line.companyId, lineId: session.line.id, subjectId: lineId }
  const { subject, sites } = await cellar.inCompany(
    context,
    async (trx) => ({
      subject: requireSubject(session.line.id, await findAccount(trx, lineId)),
      sites: await findContextWords(trx, context.companyId),
    }),
    { readOnly: true },
  )
  addressFor(asked, subject)
  if (asked.password !== undefined) requireGoodPassword(house, asked.password, subject, { sites })
  const password = asked.password ?? makeTemporaryPassword((count) => randomBytes(count))
  // Hashing takes its time and its turn; no lock is held meanwhile.
  const waiter = { account: subject.number, ip: caller.ip }
  const made = await hasher.make(secretText(password, 'temporary'), waiter)
  return cellar.inCompany(context, async (trx) => {
    const locked = requireSubject(session.line.id, await lockAccount(trx, lineId))
    const address = addressFor(asked, locked)
    const { now, expiresAt } = await write(house, trx, locked, made)
    const letter = letterFor(house, who, locked, { asked, password, now, expiresAt })
    if (address) {
      const { company_id: companyId, language, time_zone: timeZone } = locked
      await house.outbox.queue(trx, { companyId, to: address, language, timeZone, letter })
    }
    const facts = { delivery: asked.deliver, generated: asked.password === undefined }
    await auditBy(trx, now, who, 'password.temporary-set', { subjectId: lineId, facts })
    return {
      temporaryPassword: asked.deliver === 'show' ? password : null,
      sentTo: asked.deliver === 'send' && address ? maskEmailAddress(address) : null,
      expiresAt: expiresAt.toISOString(),
      replacedUnused: locked.credential === 'temporary' && locked.gate_opened_at === null,
    }
  })
}

/**
 * The line's proved address, if it has one. A secret is never mailed to one that only somebody else vouches for.
 * @throws {Problem} email.not-verified
 */
function addressFor({ deliver }: Asked, { email, email_status }: Account): EmailAddress | undefined {
  const address = email !== null && email_status === 'verified' ? (email as EmailAddress) : undefined
  if (deliver === 'send' && !address) throw new Problem('email.not-verified')
  return address
}

async function write(house: House, trx: Transaction, subject: Account, made: PasswordHash) {
  const now = house.clock()
  const expiresAt = temporaryPasswordExpiry('administrator', now)
  await changeCredential(trx, subject.id, {
    password_hash: made.hash,
    pepper_id: made.pepperId,
    history: historyAfterChange(subject),
  })
  await changeLine(trx, subject.id, {
    credential: 'temporary',
    credential_set_at: now,
    credential_expires_at: expiresAt,
    // Nobody has entered with this one yet: "Password temporanea, mai usata".
    gate_opened_at: null,
    // Asked for in a session that is over now; its code and link are revoked too.
    email_next: null,
  })
  await revokeAccess(house, trx, subject.id, now)
  return { now, expiresAt }
}

/** The password itself, or only the notice that there is a new one. */
function letterFor(
  { config }: House,
  { session }: Who,
  subject: Account,
  facts: { asked: Asked; password: string; now: Date; expiresAt: Date },
): Letter {
  const maskedNumber = maskPhoneNumber(subject.number as PhoneNumber)
  const { asked, password: temporaryPassword, now, expiresAt } = facts
  if (asked.deliver === 'show')
    return { name: 'temporary-password-set', facts: { maskedNumber, by: session.line.name, at: now } }
  const portal = config.publicUrl ?? ''
  return { name: 'temporary-password', facts: { temporaryPassword, portal, maskedNumber, expiresAt } }
}
