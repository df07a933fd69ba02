import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import en from '#translations/en/sheets.ts'
import type { Language } from '#translations/index.ts'
import it from '#translations/it/sheets.ts'

const catalogues: Record<Language, typeof it> = { it, en }

export const sheetWords = (language: Language): typeof it => catalogues[language]

/** `0125 555 049 · interno 249 · Giulia Rossi`: what is known of a line, on one row. */
export const lineRow = (number: PhoneNumber, ...more: readonly string[]): string =>
  [showPhoneNumber(number), ...more].filter(Boolean).join('  ·  ')
