import { randomBytes } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { day, later } from '#domain/clock.ts'
import { type EmailAddress, mailboxKey } from '#domain/email-address.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { answerLinkLives, type WayOfRestore } from '#domain/provider/support-restore.ts'
import { digest } from '../access/hasher.ts'
import type { House } from '../house.ts'
import { portalAddress } from './deliver-credentials.ts'
import { insertRestoreLink } from './restores/restore.sql.ts'
import type { LineToRestore, OtherAdministrator } from './support-restore.sql.ts'

/** Never to an address given on the telephone: to the contact of the contract, or told and written down (2.9). */
export type WayOfSecret = { readonly email: EmailAddress } | { readonly sms: PhoneNumber } | 'spoken'

type Contact = Pick<LineToRestore, 'contact_email' | 'contact_mobile'>

/** Where the secret would go by a way; undefined when the contract has nothing to send it to. */
export function secretBy(house: Pick<House, 'outbox'>, contact: Contact, way: WayOfRestore): WayOfSecret | undefined {
  if (way === 'spoken') return 'spoken'
  if (way === 'email') return contact.contact_email ? { email: contact.contact_email as EmailAddress } : undefined
  return contact.contact_mobile && house.outbox.reaches('sms')
    ? { sms: contact.contact_mobile as PhoneNumber }
    : undefined
}

/** @throws {Refusal} when the contract has no contact that could be reached. */
export function wayOfSecret(house: Pick<House, 'outbox'>, contact: Contact, spoken: boolean): WayOfSecret {
  if (spoken) return 'spoken'
  const way = secretBy(house, contact, 'email') ?? secretBy(house, contact, 'sms')
  if (way === undefined) throw new Refusal('contact-missing')
  return way
}

type About = {
  readonly requestId: string
  readonly line: LineToRestore
  readonly others: readonly OtherAdministrator[]
  readonly now: Date
}

/** The temporary password, to the contract’s contact and nowhere else. */
export async function sendSecret(
  { outbox, config }: House,
  trx: Transaction,
  line: LineToRestore,
  secret: WayOfSecret,
  temporaryPassword: string,
): Promise<void> {
  if (secret === 'spoken') return
  const to = { companyId: line.company_id, language: line.company_language }
  if ('sms' in secret) {
    const letter = { name: 'credentials-secret', facts: { temporaryPassword } } as const
    return outbox.queue(trx, { ...to, to: secret.sms, letter })
  }
  const facts = {
    company: line.company_name,
    number: line.number,
    temporaryPassword,
    hours: 72,
    portal: portalAddress(config),
    supportNumber: config.brand.supportNumber,
  }
  return outbox.queue(trx, { ...to, to: secret.email, letter: { name: 'support-restore', facts } })
}

/**
 * It is done: everybody who would want to stop it hears of it, each with a link of their own (2.2, 2.9). A contract
 * that has a mobile and no address hears by text message.
 */
export async function tellRestored(house: House, trx: Transaction, about: About): Promise<void> {
  const { outbox, config } = house
  const { line, now } = about
  const { supportNumber } = config.brand
  for (const { email, language, administratorId } of mailboxesOf(about)) {
    const stopLink = await newLink(house, trx, about, administratorId)
    const facts = { number: line.number, at: now, stopLink, days: answerLinkLives / day, supportNumber }
    const letter = { name: 'support-restore-notice', facts } as const
    await outbox.queue(trx, { companyId: line.company_id, to: email, language, letter })
  }
  if (line.contact_email === null && line.contact_mobile !== null && outbox.reaches('sms')) {
    const stopLink = await newLink(house, trx, about, null)
    const letter = { name: 'support-restore-text', facts: { number: line.number, stopLink, supportNumber } } as const
    const { company_id: companyId, company_language: language } = line
    await outbox.queue(trx, { companyId, to: line.contact_mobile, language, letter })
  }
}

/** It is asked, and waits for an administrator’s consent or for a day to pass. */
export async function tellAsked(house: House, trx: Transaction, about: About & { notBefore: Date }): Promise<void> {
  const { line, now: at, notBefore } = about
  for (const { email, language, administratorId } of mailboxesOf(about)) {
    const link = await newLink(house, trx, about, administratorId)
    const { supportNumber } = house.config.brand
    const facts = { number: line.number, at, notBefore, link, mayConsent: administratorId !== null, supportNumber }
    const letter = { name: 'support-restore-asked', facts } as const
    await house.outbox.queue(trx, { companyId: line.company_id, to: email, language, letter })
  }
}

/** Somebody has pressed “Blocca”: the others hear it too. */
export async function tellStopped(house: House, trx: Transaction, about: Omit<About, 'requestId'>): Promise<void> {
  const { line, now: at } = about
  const facts = { number: line.number, at, supportNumber: house.config.brand.supportNumber }
  for (const { email, language } of mailboxesOf(about)) {
    const letter = { name: 'support-restore-stopped', facts } as const
    await house.outbox.queue(trx, { companyId: line.company_id, to: email, language, letter })
  }
}

/** Other administrators, the line’s own address as it was, the contract’s contact: each mailbox once. */
function mailboxesOf({ line, others }: Pick<About, 'line' | 'others'>) {
  const language = line.company_language
  const all = [
    ...others.map((other) => ({ email: other.email, language: other.language, administratorId: other.id })),
    { email: line.email, language, administratorId: null },
    { email: line.contact_email, language, administratorId: null },
  ]
  const known = new Set<string>()
  return all.flatMap(({ email, ...more }) => {
    if (email === null || known.has(mailboxKey(email as EmailAddress))) return []
    known.add(mailboxKey(email as EmailAddress))
    return [{ email, ...more }]
  })
}

async function newLink(
  { config }: House,
  trx: Transaction,
  { requestId, line, now }: About,
  administratorId: string | null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertRestoreLink(trx, {
    hash: digest(token),
    company_id: line.company_id,
    request_id: requestId,
    administrator_id: administratorId,
    created_at: now,
    expires_at: later(now, answerLinkLives),
  })
  // After the #, so that it reaches no server log and no Referer (2.4).
  return `${config.publicUrl}/blocca#t=${token}`
}
