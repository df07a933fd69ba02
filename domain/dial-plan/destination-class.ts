import type { BarrableClass } from '../call-handling/settings.ts'
import { numberType, type PhoneNumber } from '../phone-number.ts'
import { destinationPrefixes } from './destination-prefixes.ts'

/** What a call costs and risks, by where it goes (spec/security TEL-1). */
export const destinationClasses = [
  'emergency',
  'internal',
  'national',
  'mobile',
  'free',
  'shared',
  'personal',
  'premium',
  'internet',
  'provider',
  'intl-eu',
  'intl-other',
  'intl-high-risk',
  'satellite',
] as const
export type DestinationClass = (typeof destinationClasses)[number]

/** The class of a number outside. Emergency numbers and help lines are told by their whole number. */
export function classOf(number: PhoneNumber): DestinationClass {
  if (numberType(number) === 'emergency') return 'emergency'
  for (let length = Math.min(number.length, longestPrefix); length > 1; length--) {
    const found = destinationPrefixes.get(number.slice(0, length))
    if (found) return found
  }
  return number.startsWith('+39') ? 'provider' : 'intl-other'
}
const longestPrefix = Math.max(...[...destinationPrefixes.keys()].map((prefix) => prefix.length))

/** Nobody can take these away (product 8.2), and calls inside cost nothing. */
export const alwaysAllowed: readonly DestinationClass[] = ['emergency', 'internal']

/** A new line's (TEL-3). */
export const allowedAtFirst: readonly DestinationClass[] = ['national', 'mobile', 'free', 'provider']

/** What the company's administrator may switch; the rest only the provider (TEL-3). */
export const administratorsChoice: readonly DestinationClass[] = [
  ...allowedAtFirst,
  'shared',
  'personal',
  'internet',
  'intl-eu',
  'intl-other',
]
export const providersChoice: readonly DestinationClass[] = ['premium', 'intl-high-risk', 'satellite']

/** Which classes each lock of the user's own barring closes ("Lucchetto", product 2.7). */
const lockedBy: Readonly<Record<BarrableClass, readonly DestinationClass[]>> = {
  national: ['national'],
  mobile: ['mobile'],
  shared: ['shared', 'personal', 'internet'],
  premium: ['premium'],
  international: ['intl-eu', 'intl-other', 'intl-high-risk', 'satellite'],
}

/** Why a line may not call a class, or undefined when it may. */
export function callRefusal(
  of: DestinationClass,
  line: { readonly allowed: readonly DestinationClass[]; readonly barring: readonly BarrableClass[] },
): 'permission' | 'own-barring' | undefined {
  if (alwaysAllowed.includes(of)) return undefined
  if (!line.allowed.includes(of)) return 'permission'
  return line.barring.some((lock) => lockedBy[lock].includes(of)) ? 'own-barring' : undefined
}
