import { showPhoneNumber } from '#domain/phone-number.ts'
import type { Activated } from '../activate.ts'
import { fill, showDay, type Words } from './words.ts'

const width = 76
const labelWidth = 22

/** The technician’s sheet for the first installation (S20, spec/product B4): plain text for any printer. */
export function activationSheet(
  { provider: { sheet } }: Words,
  facts: { activated: Activated; brand: string; company: string; vatNumber: string | null; portal: string },
): string {
  const { activated, brand, company, vatNumber, portal } = facts
  const rule = '='.repeat(width)
  const field = (label: string, values: readonly string[]) =>
    values.map((value, i) => `  ${(i === 0 ? label : '').padEnd(labelWidth)}${value}`)
  const lines = activated.administrators.length + activated.users.length
  const administrators = activated.administrators.map(({ number, extension, name }) =>
    [showPhoneNumber(number).padEnd(16), (extension && fill(sheet.extension, { extension })).padEnd(16), name].join(''),
  )
  const blank = '_'.repeat(24)
  return [
    rule,
    `  ${brand}${sheet.title.padStart(width - 4 - brand.length)}`,
    rule,
    '',
    ...field(sheet.company, [company]),
    ...(vatNumber ? field(sheet.vatNumber, [vatNumber]) : []),
    ...field(sheet.activatedAt, [showDay(activated.activatedAt)]),
    ...field(sheet.lines, [fill(sheet.linesValue, { lines, sites: activated.sites.join(', ') })]),
    '',
    ...field(sheet.portal, [portal]),
    '',
    ...field(sheet.administrators, administrators),
    '',
    ...field(sheet.password, [
      activated.temporaryPassword,
      fill(sheet.validity, { date: showDay(activated.passwordExpiresAt) }),
    ]),
    '',
    `  ${sheet.firstAccess}`,
    ...sheet.steps.map((step, i) => `  ${i + 1}. ${step}`),
    '',
    '',
    `  ${sheet.deliveredTo} ${blank}  ${sheet.on} ${'_'.repeat(12)}`,
    '',
    '',
    `  ${sheet.customer} ${blank}  ${sheet.technician} ${'_'.repeat(20)}`,
    rule,
  ].join('\n')
}
