import type { Transaction } from '#database/connect.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { type Account, changeLine, lockAccount } from '../access/account.sql.ts'
import { revokeAccess } from '../directory/revoke-access.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { dropPhones } from './drop-phones.ts'
import { refuse, requireAnotherAdministrator, requireNotAbove } from './may-touch.ts'
import { requirePerson } from './person.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/**
 * "Sospendi" (spec/security 2.2, disable): whoever is in is out, phones are disconnected, forwards stand still because
 * the line's calls hear that it is out of service; 112 still goes out (TEL-28). At the door a suspended line is like any
 * wrong password (T01).
 * @throws {Problem} not-found, person.refused
 */
export function suspendLine(house: House, who: Who, lineId: string): Promise<undefined> {
  return changing(house, who, lineId, async (trx, line, now, ofWholeCompany) => {
    if (line.account === 'disabled') return
    if (line.account !== 'live') refuse('closed')
    if (ofWholeCompany) await requireAnotherAdministrator(trx, line.company_id, lineId)
    if (lineId === who.session.line.id) refuse('self')
    await changeLine(trx, lineId, { account: 'disabled', email_next: null })
    await revokeAccess(house, trx, lineId, now)
    const phones = await dropPhones(house, trx, lineId)
    await tellHolder(house, trx, line, 'line-suspended', who, now)
    await auditBy(trx, now, who, 'line.suspended', { subjectId: lineId, facts: { phones: phones.length } })
  })
}

/** "Riattiva": the same password, if it has not ended meanwhile, the same settings. @throws {Problem} not-found, person.refused */
export function resumeLine(house: House, who: Who, lineId: string): Promise<undefined> {
  return changing(house, who, lineId, async (trx, line, now) => {
    if (line.account === 'live') return
    if (line.account !== 'disabled') refuse('closed')
    await changeLine(trx, lineId, { account: 'live' })
    house.sessions.forget(trx, lineId)
    await tellHolder(house, trx, line, 'line-resumed', who, now)
    await auditBy(trx, now, who, 'line.resumed', { subjectId: lineId })
  })
}

async function changing(
  house: House,
  who: Who,
  lineId: string,
  work: (trx: Transaction, line: Account, now: Date, ofWholeCompany: boolean) => Promise<void>,
): Promise<undefined> {
  const { companyId, id } = who.session.line
  await house.cellar.inCompany({ companyId, lineId: id, subjectId: lineId }, async (trx) => {
    const now = house.clock()
    const before = await requirePerson(trx, companyId, lineId, now)
    const line = await lockAccount(trx, lineId)
    if (!line) return
    requireNotAbove(who.session, line)
    await work(trx, line, now, before.role === 'administrator' && before.administrator_sites === null)
    house.facts.forgetLine(trx, lineId)
    house.live.tell(trx, { companyId, lineId, topic: 'phones' })
  })
}

async function tellHolder(
  house: House,
  trx: Transaction,
  line: Account,
  name: 'line-suspended' | 'line-resumed',
  { session }: Who,
  at: Date,
): Promise<void> {
  if (!line.email || line.email_status !== 'verified') return
  const maskedNumber = maskPhoneNumber(line.number as PhoneNumber)
  await house.outbox.queue(trx, {
    companyId: line.company_id,
    to: line.email,
    language: line.language,
    timeZone: line.time_zone,
    letter: { name, facts: { maskedNumber, by: session.line.name, at } },
  })
}
