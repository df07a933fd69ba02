import type { Transaction } from '#database/connect.ts'
import { type EmailAddress, mailboxKey } from '#domain/email-address.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import type { House } from '../house.ts'
import { portalAddress } from './deliver-credentials.ts'
import type { LineToRestore } from './support-restore.sql.ts'

/** Never to an address given on the telephone: to the contact of the contract, or told and written down (2.9). */
export type WayOfSecret = { readonly email: EmailAddress } | { readonly sms: PhoneNumber } | 'spoken'

/** @throws {Refusal} when the contract has no contact that could be reached. */
export function wayOfSecret(house: Pick<House, 'outbox'>, line: LineToRestore, spoken: boolean): WayOfSecret {
  if (spoken) return 'spoken'
  if (line.contact_email) return { email: line.contact_email as EmailAddress }
  if (line.contact_mobile && house.outbox.reaches('sms')) return { sms: line.contact_mobile as PhoneNumber }
  throw new Refusal('contact-missing')
}

type Told = {
  readonly line: LineToRestore
  readonly others: readonly { readonly email: string | null; readonly language: 'it' | 'en' }[]
  readonly secret: WayOfSecret
  readonly temporaryPassword: string
  readonly now: Date
}

/** The secret to one, the news to everybody who would want to stop it. */
export async function sendRestoreLetters(house: House, trx: Transaction, told: Told): Promise<void> {
  const { outbox, config } = house
  const { line, others, secret, temporaryPassword, now } = told
  const { supportNumber } = config.brand
  const companyId = line.company_id
  const language = line.company_language
  if (secret !== 'spoken' && 'email' in secret) {
    const facts = {
      company: line.company_name,
      number: line.number,
      temporaryPassword,
      hours: 72,
      portal: portalAddress(config),
      supportNumber,
    }
    await outbox.queue(trx, { companyId, to: secret.email, language, letter: { name: 'support-restore', facts } })
  }
  if (secret !== 'spoken' && 'sms' in secret) {
    const letter = { name: 'credentials-secret', facts: { temporaryPassword } } as const
    await outbox.queue(trx, { companyId, to: secret.sms, language, letter })
  }
  const noticed = [...others, { email: line.email, language }, { email: line.contact_email, language }]
  const mailboxes = new Set<string>()
  for (const { email, language } of noticed) {
    if (email === null || mailboxes.has(mailboxKey(email as EmailAddress))) continue
    mailboxes.add(mailboxKey(email as EmailAddress))
    const facts = { number: line.number, at: now, supportNumber }
    await outbox.queue(trx, { companyId, to: email, language, letter: { name: 'support-restore-notice', facts } })
  }
}
