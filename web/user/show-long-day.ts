import type { Language } from '#translations/index.ts'

/** Days are the office’s (decision 10), whatever the computer’s own time zone. */
const options = { timeZone: 'Europe/Rome', day: 'numeric', month: 'long', year: 'numeric' } as const

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  it: new Intl.DateTimeFormat('it-IT', options),
  en: new Intl.DateTimeFormat('en-GB', options),
}

/** A day inside a sentence: `14 ottobre 2025`, `14 October 2025`. */
export const showLongDay = (instant: string, language: Language): string => formats[language].format(new Date(instant))
