import { italianTime, type TimeZone } from '#domain/time-zone.ts'
import type { Language } from '#translations/index.ts'

const options = { day: 'numeric', month: 'long', year: 'numeric' } as const
const locales: Readonly<Record<Language, string>> = { it: 'it-IT', en: 'en-GB' }

/** A day inside a sentence, by a clock of ours and not the computer’s: `14 ottobre 2025`, `14 October 2025`. */
export const showLongDay = (instant: string, language: Language, timeZone: TimeZone = italianTime): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone, ...options }).format(new Date(instant))
