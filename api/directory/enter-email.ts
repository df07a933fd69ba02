import { randomBytes } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { hour, later, minute, second } from '#domain/clock.ts'
import { type EmailAddress, mailboxKey, maskEmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { type Account, changeLine, countOtherLinesWithEmail, lockAccount } from '../access/account.sql.ts'
import { dropCode } from '../access/email-code.sql.ts'
import { digest } from '../access/hasher.ts'
import { dropLinks, replaceLink } from '../access/mailed-link.sql.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { findLastProof } from './enter-email.sql.ts'
import { requireSubject } from './subject.ts'

/** One mailbox may serve a small firm's lines, not a whole company (spec/security 2.2). */
const linesPerAddress = 20
const linkHours = 24
/** The portal is no way to fill somebody's mailbox (2.5). */
const resendAfter = minute

/**
 * "Modifica email" by the administrator, where none is proved ("se non già presente", guide 2.3.1; S69, S72). The
 * address waits until its owner confirms it with the mailed link.
 * @throws {Problem} email.invalid, email.already-verified, email.too-many-lines, email.resend-wait,
 *   acting.not-allowed, not-found
 */
export async function enterEmail(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  lineId: string,
  typed: { readonly email: string },
) {
  const { session } = who
  const address = readEmailAddress(typed.email)
  if (!address) throw new Problem('email.invalid')
  const context = { companyId: session.line.companyId, lineId: session.line.id, subjectId: lineId }
  await house.cellar.inCompany(context, async (trx) => {
    const now = house.clock()
    const subject = requireSubject(session.line.id, await lockAccount(trx, lineId))
    if (subject.email_status === 'verified') throw new Problem('email.already-verified')
    if ((await countOtherLinesWithEmail(trx, subject, mailboxKey(address))) >= linesPerAddress)
      throw new Problem('email.too-many-lines')
    await requirePause(trx, lineId, now)
    await changeLine(trx, lineId, {
      email: address,
      email_status: 'pending',
      email_source: 'administrator',
      email_next: null,
    })
    // What was mailed to the address before opens nothing any more.
    await dropLinks(trx, lineId, ['reset', 'confirm-and-reset'])
    await dropCode(trx, lineId)
    await sendLink(house, trx, subject, address, now)
    house.sessions.forget(trx, lineId)
    const facts = { masked: maskEmailAddress(address) }
    await auditBy(trx, now, who, 'email.entered', { subjectId: lineId, facts })
  })
  return { masked: maskEmailAddress(address), status: 'pending' as const }
}

async function requirePause(trx: Transaction, lineId: string, now: Date): Promise<void> {
  const last = await findLastProof(trx, lineId)
  const wait = last ? later(last, resendAfter).getTime() - now.getTime() : 0
  if (wait > 0) throw new Problem('email.resend-wait', { retryAfter: Math.ceil(wait / second) })
}

/** The link is good for a day; only its digest is kept, and a newer one replaces it. */
async function sendLink(house: House, trx: Transaction, subject: Account, address: EmailAddress, now: Date) {
  const { config, outbox } = house
  const token = randomBytes(32).toString('base64url')
  const { company_id, id: line_id, language } = subject
  await replaceLink(trx, {
    hash: digest(token),
    company_id,
    line_id,
    purpose: 'verify-email',
    address,
    created_at: now,
    expires_at: later(now, linkHours * hour),
  })
  // After the #, so that it reaches no server log and no Referer (2.4).
  const link = `${config.publicUrl}/conferma-email#t=${token}`
  const maskedNumber = maskPhoneNumber(subject.number as PhoneNumber)
  await outbox.queue(trx, {
    companyId: company_id,
    to: address,
    language,
    letter: { name: 'email-entered-by-administrator', facts: { link, maskedNumber, hours: linkHours } },
  })
}
