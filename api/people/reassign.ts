import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { peopleRoutes } from '#contract/people.ts'
import type { Transaction } from '#database/connect.ts'
import { type AccountRefusal, transition } from '#domain/access/account-events.ts'
import { makeTemporaryPassword, temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { settingsForNewHolder } from '#domain/call-handling/new-holder.ts'
import { addDays } from '#domain/clock.ts'
import { nameKey, searchTextWith, searchTextWithEmail } from '#domain/directory/search-text.ts'
import { type EmailAddress, mailboxKey, maskEmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { makeSipSecret } from '#domain/phones/sip-secret.ts'
import { Problem } from '#domain/problem.ts'
import {
  type Account,
  changeCredential,
  changeLine,
  countOtherLinesWithEmail,
  lockAccount,
} from '../access/account.sql.ts'
import { accountFacts } from '../access/account-facts.ts'
import { digest, type PasswordHash } from '../access/hasher.ts'
import { replaceLink } from '../access/mailed-link.sql.ts'
import { secretText } from '../access/secret-text.ts'
import { lockSettings, updateSettings } from '../call-handling/settings.sql.ts'
import { revokeAccess } from '../directory/revoke-access.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { changeDevice } from '../phones/devices.sql.ts'
import { ha1 } from '../phones/ha1.ts'
import { auditBy } from '../provider/audit.ts'
import { requireMobile, requireName } from './details.ts'
import { dropPhones } from './drop-phones.ts'
import { type PersonRefusal, refuse } from './may-touch.ts'
import { findSearchText } from './people.sql.ts'
import { requirePerson } from './person.ts'
import { deletePersonal, endGrantsOn, findCompanyLanguage, forgetContact, sealLine } from './reassign.sql.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = z.output<(typeof peopleRoutes)['POST /api/people/lines/:lineId/reassign']['body']>

/** What the last holder left can be fetched back by nobody, and is erased after this (spec/security 7.3c). */
const sealedDays = 30
const invitationHours = 72
const linesPerAddress = 20
/** The line of nobody has a name in lists; the next holder's takes its place. */
const freeName = { it: 'Linea libera', en: 'Free line' } as const

type NewHolder = { name: string; mobile: PhoneNumber | null; email: EmailAddress | null }

/**
 * "Rossi lascia, arriva Bianchi" (spec/security 2.2, admin_reopen; spec/product 7.2, idea 10). Number, extension, site,
 * service and the company's ring settings stay. Calls, messages and settings' history are sealed for 30 days and then
 * erased by the clock. Everything that let the last holder in, and every phone's secret, ends now.
 * @throws {Problem} not-found, person.refused, person.name, person.mobile, person.number, email.invalid,
 *   email.too-many-lines, busy
 */
export async function reassignLine(house: House, who: Who, lineId: string, asked: Asked) {
  const { session, caller } = who
  const { companyId, id } = session.line
  const to = asked.to && readNewHolder(asked.to)
  const password = to && !to.email ? makeTemporaryPassword((count) => randomBytes(count)) : null
  const made =
    password === null
      ? null
      : await house.hasher.make(secretText(password, 'temporary'), { account: lineId, ip: caller.ip })
  return house.cellar.inCompany({ companyId, lineId: id, subjectId: lineId }, async (trx) => {
    const now = house.clock()
    await requirePerson(trx, companyId, lineId, now)
    const line = await lockAccount(trx, lineId)
    if (!line) throw new Problem('not-found')
    requireReopenable(line, { oneself: lineId === id, at: now, free: to === null })
    if (readPhoneNumber(asked.number) !== line.number) throw new Problem('person.number')
    if (to?.email && (await countOtherLinesWithEmail(trx, line, mailboxKey(to.email))) >= linesPerAddress)
      throw new Problem('email.too-many-lines')

    await tellLeaver(house, trx, line, now)
    await sealLine(trx, lineId, now)
    await revokeAccess(house, trx, lineId, now)
    await deletePersonal(trx, lineId)
    await endGrantsOn(trx, lineId, now)
    await keepCompanySettings(trx, line, now)
    const phonesToConnect = await turnPhones(house, trx, lineId, now)
    const expiresAt = await writeHolder(trx, line, to, made, now)
    if (to?.email) await invite(house, trx, line, to.email, now)
    house.facts.forgetLine(trx, lineId)
    house.facts.forgetCompany(trx, companyId)
    house.live.tell(trx, { companyId, lineId, topic: 'phones' })
    const how = to === null ? 'free' : to.email ? 'invited' : 'shown'
    await auditBy(trx, now, who, 'line.reassigned', { subjectId: lineId, facts: { how, phones: phonesToConnect } })
    return {
      temporaryPassword: password,
      invited: to?.email ? maskEmailAddress(to.email) : null,
      expiresAt: expiresAt?.toISOString() ?? null,
      erasedAt: addDays(now, sealedDays).toISOString(),
      phonesToConnect,
    }
  })
}

/** @throws {Problem} person.name, person.mobile, email.invalid */
function readNewHolder(typed: NonNullable<Asked['to']>): NewHolder {
  const email = typed.email?.trim() ? readEmailAddress(typed.email) : null
  if (email === undefined) throw new Problem('email.invalid')
  return { name: requireName(typed.name), mobile: requireMobile(typed.mobile), email }
}

const reasons: Partial<Record<AccountRefusal, PersonRefusal>> = {
  oneself: 'self',
  'target-is-administrator': 'administrator',
  closed: 'closed',
}

/** A suspended line changes hands too: that is how leavers' lines wait. @throws {Problem} person.refused */
function requireReopenable(line: Account, { oneself, at, free }: { oneself: boolean; at: Date; free: boolean }): void {
  const facts = accountFacts(line)
  const awake = facts.account === 'disabled' ? { ...facts, account: 'live' as const } : facts
  const after = transition(awake, { kind: 'reopen', at, oneself, ...(free ? { toNobody: true } : {}) })
  if ('refused' in after) refuse(reasons[after.refused] ?? 'closed')
}

async function writeHolder(
  trx: Transaction,
  line: Account,
  to: NewHolder | null,
  made: PasswordHash | null,
  now: Date,
): Promise<Date | null> {
  const { language } = await findCompanyLanguage(trx, line.company_id)
  const name = to?.name ?? freeName[language]
  // Invited: a temporary password that nobody knows, which only the letter's link replaces.
  const expiresAt = to && temporaryPasswordExpiry(to.email ? 'invitation' : 'administrator', now)
  await changeCredential(trx, line.id, {
    password_hash: made?.hash ?? null,
    pepper_id: made?.pepperId ?? null,
    history: [],
    last_signed_in_at: null,
    email_later_since: null,
    sign_ins_without_email: 0,
    pin_hash: null,
    pin_pepper_id: null,
    pin_set_at: null,
    totp_secret: null,
    totp_confirmed_at: null,
    totp_last_step: null,
  })
  const { search_text } = await findSearchText(trx, line.id)
  await changeLine(trx, line.id, {
    name,
    name_key: nameKey(name),
    mobile: to?.mobile ?? null,
    account: 'live',
    credential: to ? 'temporary' : 'none',
    credential_set_at: to ? now : null,
    credential_expires_at: expiresAt,
    gate_opened_at: null,
    email_status: to?.email ? 'pending' : 'none',
    email_source: to?.email ? 'administrator' : null,
    email_next: null,
    language,
    theme: 'auto',
    activated_at: null,
    activation_confirmed_at: null,
    holder_since: now,
    email: to?.email ?? null,
    search_text: searchTextWithEmail(searchTextWith(search_text, { name }), to?.email ?? null),
  })
  return expiresAt
}

async function keepCompanySettings(trx: Transaction, line: Account, now: Date): Promise<void> {
  const { version, settings } = await lockSettings(trx, { companyId: line.company_id, lineId: line.id }, now)
  await updateSettings(trx, line.id, { version: version + 1, settings: settingsForNewHolder(settings), used: [] }, now)
}

/**
 * Desk phones stay on the desk, with a secret that nobody knows until somebody asks for a new one; programs on the
 * person's own computer or mobile are taken off. Answers how many wait to be connected again.
 */
async function turnPhones(house: House, trx: Transaction, lineId: string, now: Date): Promise<number> {
  let waiting = 0
  for (const device of await dropPhones(house, trx, lineId)) {
    const user = { user: device.sip_user, domain: device.sip_domain }
    const stays = device.kind === 'desk'
    if (stays) waiting += 1
    await changeDevice(trx, device.id, {
      rotated_at: now,
      registered_since: null,
      ...(stays ? { ha1: ha1(user, makeSipSecret(randomBytes)) } : { ha1: null, removed_at: now }),
    })
    await forgetContact(trx, device.id)
  }
  return waiting
}

/** To the address that was proved: the line is no longer theirs (spec/security 2.2). */
async function tellLeaver({ outbox }: House, trx: Transaction, line: Account, at: Date): Promise<void> {
  if (!line.email || line.email_status !== 'verified') return
  const { company_id: companyId, email: to, language, time_zone: timeZone, number } = line
  const maskedNumber = maskPhoneNumber(number as PhoneNumber)
  const facts = { maskedNumber, company: line.company_name, at, days: sealedDays }
  await outbox.queue(trx, { companyId, to, language, timeZone, letter: { name: 'line-reassigned', facts } })
}

/** A link of one use in place of a temporary password: it proves the address and chooses the password (E21). */
async function invite({ config, outbox }: House, trx: Transaction, line: Account, address: EmailAddress, now: Date) {
  const token = randomBytes(32).toString('base64url')
  const { company_id, id: line_id, number } = line
  await replaceLink(trx, {
    hash: digest(token),
    company_id,
    line_id,
    purpose: 'invitation',
    address,
    created_at: now,
    expires_at: temporaryPasswordExpiry('invitation', now),
  })
  const { language } = await findCompanyLanguage(trx, company_id)
  const facts = {
    // The page of the first access and not Reset Password: whoever opens it has never been here.
    link: `${config.publicUrl}/invito#t=${token}`,
    number,
    company: line.company_name,
    hours: invitationHours,
  }
  await outbox.queue(trx, { companyId: company_id, to: address, language, letter: { name: 'line-given', facts } })
}
