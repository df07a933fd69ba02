/** The first letters of first and last word: “Paolo Actis” → PA, “D’Angelo” → D. */
export function initials(name: string): string {
  const words = name.split(/[\s.,/–-]+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => firstLetter(word ?? '')).join('')
}

const firstLetter = (word: string): string => (/[\p{L}\p{N}]/u.exec(word)?.[0] ?? '').toLocaleUpperCase('it')
