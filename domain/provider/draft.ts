import { type AddressFlaw, addressFlaws } from '../directory/civic-address.ts'
import { nameKey } from '../directory/search-text.ts'
import { siteLimits } from '../directory/site.ts'
import { readEmailAddress } from '../email-address.ts'
import { readTimeZone } from '../time-zone.ts'
import { readMobile } from './company-file-cells.ts'
import { type Delivery, planDelivery } from './delivery.ts'
import { type NumberBlock, overlap, readBlock } from './number-blocks.ts'
import { readVatNumber } from './vat-number.ts'

/**
 * A customer "in lavorazione": what is typed before the company exists (spec/product B1, B2, B8, B9). A draft may hold
 * anything; `draftFlaws` says what keeps it from being activated.
 */

export type DraftSite = {
  readonly name: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly town: string
  readonly province: string
  /** Left out: Italy’s. */
  readonly timeZone?: string | undefined
}

export type DraftData = {
  readonly company: {
    readonly name: string
    readonly vatNumber: string
    readonly contractNumber: string
    readonly contactEmail: string
    readonly contactMobile: string
    readonly language: 'it' | 'en'
  }
  readonly sites: readonly DraftSite[]
  /** As typed: `readBlock` says what they mean. */
  readonly blocks: readonly { readonly first: string; readonly last: string }[]
  /** Licences by service; null: not agreed on, so they are not counted. */
  readonly licences: Readonly<Record<string, number>> | null
  readonly activation: {
    /** A day, `2026-11-22`; empty: the day on which "Attiva" is pressed. */
    readonly day: string
    readonly delivery: Delivery
  }
}

export const emptyDraft = (name: string): DraftData => ({
  company: { name, vatNumber: '', contractNumber: '', contactEmail: '', contactMobile: '', language: 'it' },
  sites: [],
  blocks: [],
  licences: null,
  activation: { day: '', delivery: 'email' },
})

export const draftSteps = ['company', 'sites', 'numbers', 'services', 'lines', 'activation'] as const
export type DraftStep = (typeof draftSteps)[number]

export const draftFlawCodes = [
  'company-name-missing',
  'vat-number-missing',
  'vat-number-invalid',
  'contact-email-invalid',
  'contact-mobile-invalid',
  'site-missing',
  'site-name-missing',
  'site-twice',
  'address-street',
  'address-postcode',
  'address-town',
  'address-province',
  'time-zone',
  'block-unreadable',
  'block-not-geographic',
  'block-upside-down',
  'block-too-long',
  'blocks-overlap',
  'block-taken',
  'licences-short',
  'lines-missing',
  'administrator-missing',
  'lines-outside-blocks',
  'lines-without-site',
  'numbers-in-use',
  'day-invalid',
  'activation-in-future',
  'contact-email-missing',
  'contact-mobile-missing',
  'sms-unreachable',
] as const
export type DraftFlawCode = (typeof draftFlawCodes)[number]

export type DraftFlaw = {
  readonly step: DraftStep
  /** The field at fault: `vatNumber`, `sites.0.postcode`; empty when the whole step is meant. */
  readonly field: string
  readonly code: DraftFlawCode
  readonly facts: Readonly<Record<string, string | number>>
}

/** What only the server knows of a draft. */
export type DraftFacts = {
  readonly lines: number
  readonly administrators: number
  readonly byService: readonly { readonly code: string; readonly name: string; readonly lines: number }[]
  readonly outsideBlocks: number
  readonly withoutSite: number
  /** Numbers of lines that another customer has. */
  readonly inUse: readonly string[]
  /** Ranges of the draft, by their place, that touch another customer's. */
  readonly takenBlocks: readonly number[]
  readonly smsReaches: boolean
  /** Today in Italy, `2026-11-22`. */
  readonly today: string
}

const flaw = (step: DraftStep, field: string, code: DraftFlawCode, facts: DraftFlaw['facts'] = {}): DraftFlaw => ({
  step,
  field,
  code,
  facts,
})

/** What keeps the draft from being activated, in the order of the steps. */
export function draftFlaws(data: DraftData, facts: DraftFacts): DraftFlaw[] {
  return [
    ...companyFlaws(data),
    ...siteFlaws(data),
    ...blockFlaws(data, facts),
    ...licenceFlaws(data, facts),
    ...lineFlaws(facts),
    ...activationFlaws(data, facts),
  ]
}

/** The first step's own, for the form as well. */
export function companyFlaws({ company }: Pick<DraftData, 'company'>): DraftFlaw[] {
  const { name, vatNumber, contactEmail, contactMobile } = company
  const found: DraftFlaw[] = []
  if (name.trim() === '') found.push(flaw('company', 'name', 'company-name-missing'))
  if (vatNumber.trim() === '') found.push(flaw('company', 'vatNumber', 'vat-number-missing'))
  else if (readVatNumber(vatNumber) === undefined) found.push(flaw('company', 'vatNumber', 'vat-number-invalid'))
  if (contactEmail.trim() !== '' && readEmailAddress(contactEmail) === undefined)
    found.push(flaw('company', 'contactEmail', 'contact-email-invalid'))
  if ('wrong' in readMobile(contactMobile.trim()))
    found.push(flaw('company', 'contactMobile', 'contact-mobile-invalid'))
  return found
}

const addressCodes = {
  street: 'address-street',
  houseNumber: 'address-street',
  postcode: 'address-postcode',
  town: 'address-town',
  province: 'address-province',
} as const satisfies Record<AddressFlaw, DraftFlawCode>

/** Half an address helps nobody; none at all is only said (spec/product 8.2). */
export function siteFlaws({ sites }: Pick<DraftData, 'sites'>): DraftFlaw[] {
  if (sites.length === 0) return [flaw('sites', '', 'site-missing')]
  const seen = new Set<string>()
  return sites.flatMap(({ name, timeZone, ...address }, i) => {
    const found = addressFlaws(trimmed(address)).map((field) => flaw('sites', `${i}.${field}`, addressCodes[field]))
    const key = nameKey(name)
    if (key === '' || [...name].length > siteLimits.name) found.unshift(flaw('sites', `${i}.name`, 'site-name-missing'))
    else if (seen.has(key)) found.unshift(flaw('sites', `${i}.name`, 'site-twice', { value: name }))
    seen.add(key)
    if (timeZone !== undefined && !readTimeZone(timeZone)) found.push(flaw('sites', `${i}.timeZone`, 'time-zone'))
    return found
  })
}

/** An address as it is kept: without spaces around, the province in capitals. */
export function trimmed<Address extends Omit<DraftSite, 'name' | 'timeZone'>>(
  address: Address,
): Omit<DraftSite, 'name' | 'timeZone'> {
  return {
    street: address.street.trim(),
    houseNumber: address.houseNumber.trim(),
    postcode: address.postcode.trim(),
    town: address.town.trim(),
    province: address.province.trim().toUpperCase(),
  }
}

/** The ranges that can be read. */
export function readableBlocks({ blocks }: Pick<DraftData, 'blocks'>): NumberBlock[] {
  return blocks.map(readBlock).filter((block) => typeof block !== 'string')
}

export function blockFlaws(
  { blocks }: Pick<DraftData, 'blocks'>,
  { takenBlocks }: Pick<DraftFacts, 'takenBlocks'>,
): DraftFlaw[] {
  const read = blocks.map(readBlock)
  return read.flatMap((block, i) => {
    if (typeof block === 'string') return [flaw('numbers', `${i}.first`, block)]
    const earlier = read.slice(0, i).some((other) => typeof other !== 'string' && overlap(block, other))
    if (earlier) return [flaw('numbers', `${i}.first`, 'blocks-overlap')]
    return takenBlocks.includes(i) ? [flaw('numbers', `${i}.first`, 'block-taken')] : []
  })
}

function licenceFlaws({ licences }: DraftData, { byService }: DraftFacts): DraftFlaw[] {
  if (licences === null) return []
  return byService
    .filter(({ code, lines }) => lines > (licences[code] ?? 0))
    .map(({ code, name, lines }) =>
      flaw('services', code, 'licences-short', { service: name, lines, licences: licences[code] ?? 0 }),
    )
}

function lineFlaws({ lines, administrators, outsideBlocks, withoutSite, inUse }: DraftFacts): DraftFlaw[] {
  if (lines === 0) return [flaw('lines', '', 'lines-missing')]
  const found: DraftFlaw[] = []
  if (administrators === 0) found.push(flaw('lines', '', 'administrator-missing'))
  if (outsideBlocks > 0) found.push(flaw('lines', '', 'lines-outside-blocks', { count: outsideBlocks }))
  if (withoutSite > 0) found.push(flaw('lines', '', 'lines-without-site', { count: withoutSite }))
  const [number] = inUse
  if (number !== undefined) found.push(flaw('lines', '', 'numbers-in-use', { number, count: inUse.length }))
  return found
}

export function activationFlaws(
  { activation, company }: Pick<DraftData, 'activation' | 'company'>,
  { smsReaches, today }: Pick<DraftFacts, 'smsReaches' | 'today'>,
): DraftFlaw[] {
  const { day, delivery } = activation
  const found: DraftFlaw[] = []
  if (day !== '' && !isDay(day)) found.push(flaw('activation', 'day', 'day-invalid'))
  else if (day > today) found.push(flaw('activation', 'day', 'activation-in-future'))
  const mobile = readMobile(company.contactMobile.trim())
  const contact = {
    email: readEmailAddress(company.contactEmail) ?? null,
    mobile: 'value' in mobile ? mobile.value : null,
  }
  const plan = planDelivery(delivery, contact, smsReaches)
  if (typeof plan === 'string') found.push(flaw('activation', 'delivery', plan))
  return found
}

/** A day of the calendar, as a date field gives it. */
export const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
