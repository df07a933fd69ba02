import { randomBytes } from 'node:crypto'
import { hour, later } from '#domain/clock.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { isSharedClosed } from '../access/account-facts.ts'
import { digest } from '../access/hasher.ts'
import type { Letter } from '../mail/letters.ts'
import { portalAddress } from '../provider/deliver-credentials.ts'
import { auditLines } from './audit-lines.ts'
import type { BulkLine, Outcome } from './jobs.sql.ts'
import { dropLinksOf, insertLinks, noteReminders } from './many-lines.sql.ts'
import type { BulkWork } from './work-on-jobs.ts'

const linkHours = 24

/** What is still missing, which the letter asks for. */
type Missing = 'enter' | 'add-email' | 'confirm'
const missingOf = (line: BulkLine): Missing =>
  line.first_access === 'email-to-confirm' ? 'confirm' : line.first_access === 'email-missing' ? 'add-email' : 'enter'

/** Has a personal invitation: that letter opens the line, a reminder would only send it to the sign-in page. */
export const isInvited = ({ credential, password_hash }: Pick<BulkLine, 'credential' | 'password_hash'>): boolean =>
  credential === 'temporary' && password_hash === null

/**
 * "Sollecita": a mail to each of them who has not finished, a text message where there is only a mobile, once a day.
 * It carries no secret; to an address that waits for its proof it brings a new link.
 */
export const remind: BulkWork = {
  together: 500,
  refuse(line, _, now) {
    if (line.account !== 'live') return line.account === 'closed' ? 'closed' : 'disabled'
    if (line.first_access === 'completed') return 'completed'
    if (isInvited(line)) return 'invited'
    if (line.credential === 'shared' && isSharedClosed(line, now)) return 'shared-closed'
    const expired = line.credential_expires_at !== null && now >= line.credential_expires_at
    return expired ? 'expired' : undefined
  },
  begin: async (house) => async (trx, job, lines) => {
    const now = house.clock()
    const smsReaches = house.outbox.reaches('sms')
    const reachable = lines.filter((line) => line.email !== null || (smsReaches && line.mobile !== null))
    const mayRemind = await noteReminders(
      trx,
      job.company_id,
      reachable.map(({ id }) => id),
      now,
    )
    const reminded = reachable.filter(({ id }) => mayRemind.has(id))
    const proofs = new Map(
      reminded.flatMap((line) =>
        line.email !== null && missingOf(line) === 'confirm'
          ? [[line.id, { address: line.email, token: randomBytes(32).toString('base64url') }] as const]
          : [],
      ),
    )
    await dropLinksOf(trx, [...proofs.keys()], ['verify-email'])
    await insertLinks(
      trx,
      job.company_id,
      'verify-email',
      [...proofs].map(([id, { address, token }]) => ({ id, address, hash: digest(token) })),
      { now, expiresAt: later(now, linkHours * hour) },
    )
    const portal = portalAddress(house.config)
    await house.outbox.queueAll(
      trx,
      reminded.map((line) => {
        const proof = proofs.get(line.id)
        const link = proof ? `${portal}/conferma-email#t=${proof.token}` : portal
        return { companyId: job.company_id, language: line.language, ...letterTo(line, link, job.asked.name) }
      }),
    )
    await auditLines(trx, now, job, 'first-access.reminded', reminded)
    return lines.map((line): Outcome => {
      const { position } = line
      if (mayRemind.has(line.id)) return { position, state: 'done', outcome: line.email === null ? 'sms' : 'email' }
      const reached = line.email !== null || (smsReaches && line.mobile !== null)
      return { position, state: 'refused', outcome: reached ? 'reminded-today' : 'no-address' }
    })
  },
}

function letterTo(line: BulkLine, link: string, by: string): { to: string; letter: Letter } {
  const maskedNumber = maskPhoneNumber(line.number as PhoneNumber)
  // The bullet is not in the GSM alphabet, and would halve what a text message can hold.
  const plain = maskedNumber.replaceAll('•', '.')
  if (line.email === null)
    return {
      to: line.mobile ?? '',
      letter: { name: 'first-access-reminder-sms', facts: { portal: link, line: plain } },
    }
  const facts = { missing: missingOf(line), link, maskedNumber, by, company: line.company_name }
  return { to: line.email, letter: { name: 'first-access-reminder', facts } }
}
