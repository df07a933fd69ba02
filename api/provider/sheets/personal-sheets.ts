import type { PhoneNumber } from '#domain/phone-number.ts'
import { showPhoneNumber } from '#domain/phone-number.ts'
import type { Language } from '#translations/index.ts'
import type { Brand } from '../../mail/letters.ts'
import { fill, showDay } from '../commands/words.ts'
import { printSheets, type Sheet } from './page.ts'
import { sheetWords } from './sheet-words.ts'

/** How a person gets in: a password of their own, a link of their own, or the password the administrator tells. */
export type WayIn =
  | { readonly temporaryPassword: string; readonly expiresAt: Date }
  | { readonly invitation: string; readonly expiresAt: Date }
  | 'told-by-administrator'

export type PersonalSheet = {
  readonly name: string
  readonly number: PhoneNumber
  /** Empty when the line has none. */
  readonly extension: string
  readonly wayIn: WayIn
}

/** One page a person, in the order given, for the administrator to print and hand out. */
export function makePersonalSheets(
  brand: Brand,
  { language, company, portal }: { language: Language; company: string; portal: string },
  rows: readonly PersonalSheet[],
): Promise<Buffer> {
  const title = fill(sheetWords(language).personal.documentTitle, { company })
  return printSheets(
    { language, title, brand },
    rows.map((row) => (sheet: Sheet) => writePersonal(sheet, brand, { language, company, portal }, row)),
  )
}

function writePersonal(
  sheet: Sheet,
  brand: Brand,
  { language, company, portal }: { language: Language; company: string; portal: string },
  { name, number, extension, wayIn }: PersonalSheet,
): void {
  const all = sheetWords(language)
  const words = all.personal
  const greeting = name === '' ? words.greetingNameless : words.greeting
  sheet.heading(words.title, 1)
  sheet.paragraph(fill(greeting, { name, company, number }))
  sheet.field(words.number, [showPhoneNumber(number)])
  if (extension !== '') sheet.field(words.extension, [extension])
  if (typeof wayIn === 'object' && 'invitation' in wayIn) {
    sheet.heading(words.firstAccess, 2)
    sheet.steps(words.stepsInvitation.map((step) => fill(step, { date: showDay(wayIn.expiresAt) })))
    sheet.code(wayIn.invitation, words.scan)
  } else {
    if (typeof wayIn === 'object')
      sheet.secret(
        words.password,
        wayIn.temporaryPassword,
        fill(words.passwordUntil, { date: showDay(wayIn.expiresAt) }),
      )
    else sheet.field(words.password, [words.passwordElsewhere])
    sheet.heading(words.firstAccess, 2)
    sheet.steps(words.stepsPassword)
    sheet.code(portal, words.scan)
  }
  sheet.foot([fill(all.help, { support: brand.supportNumber }), brand.legalFooter])
}
