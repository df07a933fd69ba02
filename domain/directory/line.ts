import { nameKey } from './search-text.ts'

/** A line as the directory knows it: a number with its extension, its holder and what that holder is (S60–S62). */

/** "Tipo utenza" (S62), in the order of the menus. */
export const userTypes = ['user', 'administrator', 'attendant'] as const
export type UserType = (typeof userTypes)[number]
export type Role = 'user' | 'administrator'

/** Sizes that the form, the file and the message share. */
export const lineLimits = { name: 60, extension: { shortest: 2, longest: 6 } } as const

/** The attendant answers for the company and has no more rights in the portal than any user. */
export function roleOf(userType: UserType): Role {
  return userType === 'administrator' ? 'administrator' : 'user'
}

/** As lists and files write it; the first word of each is the guide's. */
export const userTypeWords: Readonly<Record<UserType, readonly string[]>> = {
  user: ['Utente', 'User', 'End user'],
  administrator: ['Amministratore', 'Administrator'],
  attendant: ['Posto operatore', 'Attendant'],
}

/** Reads a user type from a word of either language; undefined when it is none. */
export function readUserType(word: string): UserType | undefined {
  const key = nameKey(word)
  return userTypes.find((type) => userTypeWords[type].some((known) => nameKey(known) === key))
}

/** A string of digits, because `049` is not 49 (S61). */
export function isExtension(text: string): boolean {
  return new RegExp(`^\\d{${lineLimits.extension.shortest},${lineLimits.extension.longest}}$`).test(text)
}
