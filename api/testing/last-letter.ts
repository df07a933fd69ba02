import type { LetterName } from '#translations/mail.ts'
import type { TestHouse } from './test-house.ts'

export type FoundLetter = Awaited<ReturnType<TestHouse['letters']>>[number] & {
  /** What its link carries after the `#`. */
  token: string
}

/** The last letter of a kind to an address. @throws when none was sent */
export async function lastLetter(t: TestHouse, to: string, name: LetterName): Promise<FoundLetter> {
  const found = (await t.letters(to)).find(({ letter }) => letter === name)
  if (!found) throw new Error(`No letter "${name}" to ${to}`)
  return { ...found, token: found.links.map((link) => link.split('#t=')[1]).find(Boolean) ?? '' }
}

/** How many letters of a kind an address has got. */
export async function countLetters(t: TestHouse, to: string, name: LetterName): Promise<number> {
  return (await t.letters(to)).filter(({ letter }) => letter === name).length
}
