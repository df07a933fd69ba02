import type { PhoneNumber } from '#domain/phone-number.ts'
import type { Language } from '#translations/index.ts'
import type { Brand } from '../../mail/letters.ts'
import { fill, showDay } from '../commands/words.ts'
import { printSheets } from './page.ts'
import { lineRow, sheetWords } from './sheet-words.ts'

export type TechnicianSheet = {
  readonly language: Language
  readonly company: string
  readonly vatNumber: string | null
  readonly activatedAt: Date
  /** Where people sign in. */
  readonly portal: string
  readonly administrators: readonly {
    readonly number: PhoneNumber
    readonly extension: string
    readonly name: string
  }[]
  readonly temporaryPassword: string
  readonly passwordExpiresAt: Date
}

/** More do not fit beside the rest on one page. */
const administratorsShown = 8

/**
 * The technician's sheet for the first installation (S20, spec/product B4) as a PDF. Made while the password is at
 * hand: nobody can ask for it again (spec/security 1.4.2).
 */
export function makeTechnicianSheet(brand: Brand, facts: TechnicianSheet): Promise<Buffer> {
  const all = sheetWords(facts.language)
  const words = all.technician
  const support = brand.supportNumber
  const shown = facts.administrators.slice(0, administratorsShown)
  const others = facts.administrators.length - shown.length
  const administrators = shown.map(({ number, extension, name }) =>
    lineRow(number, extension && fill(words.extension, { extension }), name),
  )
  const title = `${words.title}: ${facts.company}`
  return printSheets({ language: facts.language, title, brand }, [
    (sheet) => {
      sheet.heading(words.title, 1)
      sheet.field(words.company, [facts.company])
      if (facts.vatNumber) sheet.field(words.vatNumber, [facts.vatNumber])
      sheet.field(words.activatedAt, [showDay(facts.activatedAt)])
      sheet.field(facts.administrators.length === 1 ? words.administrator : words.administrators, [
        ...administrators,
        ...(others > 0 ? [fill(words.more, { count: others })] : []),
      ])
      sheet.secret(
        words.password,
        facts.temporaryPassword,
        fill(words.validity, { date: showDay(facts.passwordExpiresAt) }),
      )
      sheet.heading(words.firstAccess, 2)
      sheet.steps(words.steps)
      sheet.code(facts.portal, words.scan)
      sheet.paragraph(fill(words.keep, { support }))
      sheet.signatures([
        [words.deliveredTo, words.on],
        [words.customer, words.technicianSigns],
      ])
      sheet.foot([fill(all.helpAdministrator, { support }), brand.legalFooter])
    },
  ])
}
