import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import type { CompanyFileProblem, CompanyFileWarning } from '#domain/provider/company-file-problem.ts'
import type { Refusal } from '#domain/provider/refusal.ts'
import enCommandLine from '#translations/en/command-line.ts'
import enCompanyFile from '#translations/en/company-file.ts'
import enProvider from '#translations/en/provider.ts'
import type { Language } from '#translations/index.ts'
import itCommandLine from '#translations/it/command-line.ts'
import itCompanyFile from '#translations/it/company-file.ts'
import itProvider from '#translations/it/provider.ts'

const catalogues = {
  it: { ...itCommandLine, companyFile: itCompanyFile, provider: itProvider },
  en: { ...enCommandLine, companyFile: enCompanyFile, provider: enProvider },
}

/** Everything the provider's commands say, in one language. */
export type Words = (typeof catalogues)['it']

export const wordsIn = (language: Language): Words => catalogues[language]

type Facts = Readonly<Record<string, string | number>>

/** Puts facts into a sentence; a number in E.164 is written as people write it. */
export function fill(sentence: string, facts: Facts = {}): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const fact = facts[name]
    return typeof fact === 'string' && /^\+\d{5,15}$/.test(fact)
      ? showPhoneNumber(fact as PhoneNumber)
      : String(fact ?? '')
  })
}

export function refusalSentence({ provider }: Words, { reason, facts }: Refusal): string {
  return fill(provider.refusals[reason], facts)
}

/** `Riga 3, colonna Numero: …` */
export function noteSentence({ companyFile }: Words, note: CompanyFileProblem | CompanyFileWarning): string {
  const { place, problems, warnings } = companyFile
  const sentence =
    note.code in problems ? problems[note.code as keyof typeof problems] : warnings[note.code as keyof typeof warnings]
  const where = note.column !== '' ? place.cell : isAboutFile(note.code) ? place.file : place.row
  return `${fill(where, { ...note })}: ${fill(sentence, { ...note })}`
}

const isAboutFile = (code: string): boolean => /^(?:file|heading|too)-/.test(code)

const day = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const dayAndHour = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' })

/** `22/11/2026` */
export const showDay = (at: Date): string => day.format(at)
export const showDayAndHour = (at: Date): string => dayAndHour.format(at).replace(',', '')
