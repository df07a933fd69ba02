import { randomBytes } from 'node:crypto'
import { forLine, linesPerAddress } from '#domain/access/pasted-emails.ts'
import { hour, later } from '#domain/clock.ts'
import { searchTextWithEmail } from '#domain/directory/search-text.ts'
import { type EmailAddress, mailboxKey, maskEmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { digest } from '../access/hasher.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import type { QueuedLetter } from '../mail/outbox.ts'
import { portalAddress } from '../provider/deliver-credentials.ts'
import { insertAuditEvents } from './audit-lines.sql.ts'
import { countMailboxes, type HeldLine, holdLines, writeEmails } from './enter-emails.sql.ts'
import { contextOf } from './jobs.ts'
import { dropLinksOf, insertLinks } from './many-lines.sql.ts'

const linkHours = 24

type Typed = { readonly lineId: string; readonly email: string }
type Entered = { readonly line: HeldLine; readonly email: EmailAddress; readonly token: string }

/**
 * Enters the addresses of a checked paste: all of them, or none when one is no longer as it was checked. Each waits for
 * its owner, who confirms it with the mailed link, as after "Inserisci e-mail" (guide 2.3.1; S69, S72).
 * @throws {Problem} paste.changed
 */
export async function enterEmails(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  typed: readonly Typed[],
): Promise<{ entered: number }> {
  const { session, caller } = who
  const { companyId, id: administratorId } = session.line
  return house.cellar.inCompany(contextOf(session), async (trx) => {
    const now = house.clock()
    const ids = typed.map(({ lineId }) => lineId)
    const lines = new Map((await holdLines(trx, companyId, ids)).map((line) => [line.id, line]))
    const entered = typed.map(({ lineId, email }) => checked(lines.get(lineId), email, administratorId))
    const mailboxes = Map.groupBy(entered, ({ email }) => mailboxKey(email))
    const others = await countMailboxes(trx, companyId, [...mailboxes.keys()], ids)
    const crowded = [...mailboxes].some(([key, rows]) => rows.length + (others.get(key) ?? 0) > linesPerAddress)
    if (crowded || new Set(ids).size !== ids.length) throw new Problem('paste.changed')
    await writeEmails(
      trx,
      companyId,
      entered.map(({ line, email }) => ({
        id: line.id,
        email,
        searchText: searchTextWithEmail(line.search_text, email),
      })),
    )
    // What was mailed to the address before opens nothing any more, an invitation neither.
    await dropLinksOf(trx, ids, ['reset', 'confirm-and-reset', 'verify-email', 'invitation'])
    await insertLinks(
      trx,
      companyId,
      'verify-email',
      entered.map(({ line, email, token }) => ({ id: line.id, address: email, hash: digest(token) })),
      { now, expiresAt: later(now, linkHours * hour) },
    )
    await house.outbox.queueAll(
      trx,
      entered.map((one) => proofOf(house, companyId, one)),
    )
    for (const id of ids) house.sessions.forget(trx, id)
    await insertAuditEvents(
      trx,
      entered.map(({ line, email }) => ({
        company_id: companyId,
        at: now,
        actor_id: administratorId,
        actor_name: session.line.name,
        actor_role: 'administrator' as const,
        subject_id: line.id,
        acting: true,
        action: 'email.entered',
        result: 'done' as const,
        facts: JSON.stringify({ masked: maskEmailAddress(email) }),
        session_hash8: session.hash.toString('hex').slice(0, 8),
        ip: caller.ip,
        request_id: caller.requestId,
      })),
    )
    return { entered: entered.length }
  })
}

function checked(line: HeldLine | undefined, typed: string, administratorId: string): Entered {
  const email = readEmailAddress(typed)
  if (!line || !email || forLine(line, email, administratorId) !== 'ready') throw new Problem('paste.changed')
  return { line, email, token: randomBytes(32).toString('base64url') }
}

function proofOf(house: House, companyId: string, { line, email, token }: Entered): QueuedLetter {
  // After the #, so that it reaches no server log and no Referer (2.4).
  const link = `${portalAddress(house.config)}/conferma-email#t=${token}`
  const facts = { link, maskedNumber: maskPhoneNumber(line.number as PhoneNumber), hours: linkHours }
  const letter = { name: 'email-entered-by-administrator', facts } as const
  return { companyId, to: email, language: line.language, letter }
}
