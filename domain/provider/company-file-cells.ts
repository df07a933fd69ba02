import { isExtension, lineLimits, readUserType, type UserType } from '../directory/line.ts'
import { nameKey } from '../directory/search-text.ts'
import { siteLimits } from '../directory/site.ts'
import { type EmailAddress, readEmailAddress } from '../email-address.ts'
import { numberType, type PhoneNumber, readPhoneNumber } from '../phone-number.ts'
import type { CompanyFileCode } from './company-file-problem.ts'
import { isFormula } from './company-file-text.ts'
import { liesIn, type NumberBlock } from './number-blocks.ts'

/** What one cell means by itself, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly wrong: CompanyFileCode }

export type KnownNames = {
  readonly services: readonly { readonly code: string; readonly name: string }[]
  /** The sites of a company that exists; absent at activation, when the file makes them. */
  readonly sites?: readonly string[]
  /** The ranges of the customer's numbers, when they are known: every line's number lies in one. */
  readonly blocks?: readonly NumberBlock[]
  /** Numbers that belong to somebody else. */
  readonly inUse?: ReadonlySet<string>
}

const right = <T>(value: T): Read<T> => ({ value })
const wrong = (code: CompanyFileCode) => ({ wrong: code })

/** A line's own number is geographic (spec/product 8.1); its leading zero belongs to it. */
export function readOwnNumber(text: string, { blocks, inUse }: Partial<KnownNames> = {}): Read<PhoneNumber> {
  if (text === '') return wrong('number-missing')
  const number = readPhoneNumber(text)
  if (number !== undefined) {
    if (numberType(number) !== 'geographic') return wrong('number-not-own')
    if (blocks && blocks.length > 0 && !liesIn(blocks, number)) return wrong('number-outside-blocks')
    return inUse?.has(number) ? wrong('number-in-use') : right(number)
  }
  const withZero = readPhoneNumber(text.replace(/^(?:(?:\+|00)39)?\s*/, (prefix) => `${prefix}0`))
  const forgotten = withZero !== undefined && numberType(withZero) === 'geographic'
  return wrong(forgotten ? 'number-missing-zero' : 'number-unreadable')
}

/** 112 must always reach help; other short numbers may be shadowed, with a warning (spec/product 8.2). */
export function readExtension(text: string): Read<string> {
  if (text === '') return right('')
  if (!isExtension(text)) return wrong('extension-shape')
  return text === '112' ? wrong('extension-emergency') : right(text)
}

/** Whether dialling the extension hides a help line: 113, 115, 118, 1522, 116000… */
export function shadowsServiceNumber(extension: string): boolean {
  const number = readPhoneNumber(extension)
  return number !== undefined && numberType(number) === 'emergency'
}

/** Any words, as long as a spreadsheet does not take them for a formula. */
export function readName(text: string): Read<string> {
  if (text === '') return wrong('name-missing')
  if (isFormula(text)) return wrong('formula')
  return [...text].length > lineLimits.name ? wrong('name-too-long') : right(text)
}

/** A site the company has, as the company spells it; at activation the file names them. */
export function readSite(text: string, { sites }: KnownNames): Read<string> {
  if (text === '') return wrong('site-missing')
  if (isFormula(text)) return wrong('formula')
  if ([...text].length > siteLimits.name) return wrong('site-too-long')
  if (sites === undefined) return right(text)
  const known = sites.find((site) => nameKey(site) === nameKey(text))
  return known === undefined ? wrong('site-unknown') : right(known)
}

/** The code of the service profile that the contract calls so. */
export function readService(text: string, { services }: KnownNames): Read<string> {
  if (text === '') return wrong('service-missing')
  const key = nameKey(text)
  const service = services.find(({ code, name }) => nameKey(name) === key || code === key)
  return service === undefined ? wrong('service-unknown') : right(service.code)
}

/** Without a word it is an ordinary user. */
export function readUserTypeCell(text: string): Read<UserType> {
  const type = text === '' ? 'user' : readUserType(text)
  return type === undefined ? wrong('user-type-unknown') : right(type)
}

/** An empty cell is no address; both are right. */
export function readEmailCell(text: string): Read<EmailAddress | null> {
  const address = text === '' ? null : readEmailAddress(text)
  return address === undefined ? wrong('email-invalid') : right(address)
}

/** A number that text messages reach: a mobile, or one abroad, of which nobody can tell. */
export function readMobile(text: string): Read<PhoneNumber | null> {
  if (text === '') return right(null)
  const number = readPhoneNumber(text)
  const reachable = number !== undefined && ['mobile', 'foreign'].includes(numberType(number))
  return reachable ? right(number) : wrong('mobile-invalid')
}
