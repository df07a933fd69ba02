import { isProvince, type Province } from './provinces.ts'

/** Where a site is (spec/product 8.8): via, civico, CAP, comune, provincia. All of it or none: half a place helps nobody. */
export type CivicAddress = {
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly town: string
  readonly province: Province | ''
}

export const addressLimits = { street: 80, houseNumber: 12, town: 60, details: 120 } as const

export const noAddress: CivicAddress = { street: '', houseNumber: '', postcode: '', town: '', province: '' }

export type AddressFlaw = 'street' | 'houseNumber' | 'postcode' | 'town' | 'province'

/** What is missing or wrong; nothing where the whole address is left out. A house number may be missing: "km 12", "s.n.c.". */
export function addressFlaws(address: { readonly [K in keyof CivicAddress]: string }): AddressFlaw[] {
  if (Object.values(address).every((part) => part === '')) return []
  const flaws: AddressFlaw[] = []
  if (address.street === '') flaws.push('street')
  if (!/^\d{5}$/.test(address.postcode)) flaws.push('postcode')
  if (address.town === '') flaws.push('town')
  if (!isProvince(address.province)) flaws.push('province')
  return flaws
}

/** `Via Torino 12, 10015 Ivrea (TO)`; empty without an address. */
export function showAddress({ street, houseNumber, postcode, town, province }: CivicAddress): string {
  return street === '' ? '' : `${`${street} ${houseNumber}`.trim()}, ${postcode} ${town} (${province})`
}

/** Where help has to come (spec/product 8.2, security TEL-28): the address and how to find the door. */
export function emergencyPlace(address: CivicAddress, details: string): string {
  return [showAddress(address), details].filter(Boolean).join(' – ')
}
