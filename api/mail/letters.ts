import type { LetterContent } from '#database/tables.ts'
import { italianTime, type TimeZone } from '#domain/time-zone.ts'
import en from '#translations/en/mail.ts'
import type { Language } from '#translations/index.ts'
import it from '#translations/it/mail.ts'
import type { LetterFacts, LetterName, Letters, MailWords } from '#translations/mail.ts'
import type { Config } from '../config.ts'
import { htmlOf } from './letter-html.ts'
import { textOf } from './letter-text.ts'
import { shown } from './shown.ts'

/** A letter as an action asks for it: which one, and what it must tell. */
export type LetterOf<Name extends LetterName> = { [N in Name]: { name: N; facts: LetterFacts[N] } }[Name]
export type Letter = LetterOf<LetterName>

export type Channel = 'email' | 'sms'
export type Brand = Config['brand']

const words: Record<Language, MailWords> = { it, en }

/**
 * What goes to a mobile: the secret that must not travel beside the number (spec/product A16), and the notice to a
 * contract that has no address. The rest is mail.
 */
const textMessages: readonly LetterName[] = ['credentials-secret', 'support-restore-text', 'first-access-reminder-sms']

export const channelOf = (name: LetterName): Channel => (textMessages.includes(name) ? 'sms' : 'email')

/** Writes a letter out in a language and by a clock; nothing in it is looked up again when it leaves. */
export function renderLetter<Name extends LetterName>(
  letter: LetterOf<Name>,
  language: Language,
  brand: Brand,
  zone: TimeZone = italianTime,
): LetterContent {
  const catalogue = words[language]
  const write: Letters[Name] = catalogue[letter.name]
  const text = write(shown(letter.facts, language, zone), brand)
  if (channelOf(letter.name) === 'sms') {
    return { subject: text.subject, text: textOf(text, []), html: null }
  }
  const foot = [...catalogue.foot(brand), brand.legalFooter].filter((line) => line !== '')
  return {
    subject: text.subject,
    text: textOf(text, foot),
    html: htmlOf(text, { foot, language, name: brand.name, color: brand.color }),
  }
}
