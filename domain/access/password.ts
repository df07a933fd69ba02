import { searchDigits } from '../phone-number.ts'
import type { PasswordDictionary } from './password-dictionary.ts'
import { personalWords, resemblesPersonal } from './password-likeness.ts'
import { normalisePassword, passwordLengthOf, plain } from './password-text.ts'
import { normaliseTemporaryPassword } from './temporary-password.ts'

export { normalisePassword } from './password-text.ts'

/** Least and greatest lengths in characters (spec/security 3.1.1, decision 4); no rule on what they are made of. */
export const passwordLength = { user: 12, administrator: 15, withSecondFactor: 10, max: 128 } as const
export type PasswordLengths = { readonly [K in keyof typeof passwordLength]: number }

/** The least length for a person; a passkey or authenticator carries part of the weight. */
export function passwordMinimum(
  person: { readonly role: 'user' | 'administrator'; readonly secondFactor: boolean },
  lengths: PasswordLengths = passwordLength,
): number {
  return person.secondFactor ? Math.min(lengths.withSecondFactor, lengths[person.role]) : lengths[person.role]
}

/** Why a password is refused; its sentence says what to do instead. */
export type PasswordFlaw =
  | 'too-short'
  | 'too-long'
  /** One word, whatever digits and symbols follow; or the same few characters again and again. */
  | 'too-common'
  /** Two words in fewer than 16 characters. */
  | 'too-common-two-words'
  /** Only words of the service, the company, the calendar or the map. */
  | 'context-word'
  | 'contains-personal'
  | 'same-as-temporary'
  | 'same-as-current'
  /** One of the last own passwords. Only their hashes are kept, so the server finds this flaw, not this file. */
  | 'reused'
  | 'breached'

export type PasswordRules = {
  readonly minimum: number
  readonly maximum?: number
  /** Number, extension, name, e-mail local part, company name, names of the sites. */
  readonly personal: readonly string[]
  readonly dictionary: PasswordDictionary
  /** The secrets it must differ from, as the person typed them, where they are known. */
  readonly temporary?: string
  readonly current?: string
}

/** Two words are too few below this length. */
const twoWordsLength = 16
const fewestDifferentCharacters = 5

/** Everything that is wrong with a new password (spec/security 3.1.2); an empty list accepts it. */
export function checkPassword(password: string, rules: PasswordRules): PasswordFlaw[] {
  const typed = normalisePassword(password)
  const length = passwordLengthOf(typed)
  // The other checks are bounded by this one: they never see a longer text.
  if (length > (rules.maximum ?? passwordLength.max)) return ['too-long']
  const flaws: (PasswordFlaw | false | undefined)[] = [
    length < rules.minimum && 'too-short',
    rules.temporary !== undefined &&
      normaliseTemporaryPassword(typed) === normaliseTemporaryPassword(rules.temporary) &&
      'same-as-temporary',
    rules.current !== undefined && typed === normalisePassword(rules.current) && 'same-as-current',
    resemblesPersonal(typed, rules.personal) && 'contains-personal',
    rules.dictionary.isBreached(typed) && 'breached',
    commonFlaw(typed, length, rules),
  ]
  return flaws.filter((flaw) => typeof flaw === 'string')
}

export type QuickChecks = {
  readonly longEnough: boolean
  readonly differsFromOld: boolean
  readonly withoutNumber: boolean
  readonly repeatedEqually: boolean
}

/**
 * What a browser can say while somebody types, without any dictionary (guide figure 3). Rules about an empty field
 * are not met yet.
 */
export function quickChecks(typed: {
  readonly password: string
  readonly repeated: string
  readonly old: string
  readonly number: string
  readonly minimum: number
}): QuickChecks {
  const password = normalisePassword(typed.password)
  const length = passwordLengthOf(password)
  const numbers = searchDigits(typed.number)
  const digits = password.replace(/\D/g, '')
  return {
    longEnough: length >= typed.minimum && length <= passwordLength.max,
    differsFromOld: password !== '' && normaliseTemporaryPassword(password) !== normaliseTemporaryPassword(typed.old),
    withoutNumber: password !== '' && !numbers.some((number) => digits.includes(number)),
    repeatedEqually: password !== '' && password === normalisePassword(typed.repeated),
  }
}

function commonFlaw(password: string, length: number, rules: PasswordRules): PasswordFlaw | undefined {
  if (isMonotonous(password, rules.minimum)) return 'too-common'
  const cover = rules.dictionary.cover(password, personalWords(rules.personal))
  if (cover.context) return 'context-word'
  if (cover.words === 1) return 'too-common'
  if (length >= twoWordsLength) return undefined
  if (cover.words === 0) return 'too-common' // nothing but digits and symbols
  return cover.words === 2 ? 'too-common-two-words' : undefined
}

/** `aaaaaaaaaaaa`, `ciaociaociao`: what is repeated weighs as much as once. */
function isMonotonous(password: string, minimum: number): boolean {
  const characters = [...plain(password)]
  const unit = repeatedUnit(characters)
  return new Set(characters).size < fewestDifferentCharacters || (unit < characters.length && unit < minimum)
}

/** Length of the shortest piece that, repeated two times or more, makes the text (Knuth–Morris–Pratt borders). */
function repeatedUnit(characters: readonly string[]): number {
  const borders = [0]
  for (let i = 1, matched = 0; i < characters.length; i += 1) {
    while (matched > 0 && characters[i] !== characters[matched]) matched = borders[matched - 1] as number
    if (characters[i] === characters[matched]) matched += 1
    borders.push(matched)
  }
  const unit = characters.length - (borders.at(-1) ?? 0)
  return unit * 2 <= characters.length ? unit : characters.length
}
