import { fold, plain } from './password-text.ts'

/**
 * How much of a password is made of words that attackers try first (spec/security 3.1.3).
 * `words` is undefined when some letters belong to no word. Digits and symbols never count: `Parola2026!` is
 * one word.
 */
export type Cover = {
  readonly words: 0 | 1 | 2 | undefined
  /** Every word has to do with the service, the company, the calendar or the map. */
  readonly context: boolean
}

export type PasswordDictionary = {
  readonly cover: (password: string, companyWords: readonly string[]) => Cover
  /** Is it, as a whole, one of the passwords that stolen lists are full of? */
  readonly isBreached: (password: string) => boolean
}

type WordKind = 'word' | 'context' | 'breached'

/**
 * Words of a dictionary file: one a line, already folded; `+` marks a context word, `*` a well-known password,
 * `#` a remark. `setup/build-password-dictionary.ts` writes it.
 */
export function readPasswordDictionary(lines: Iterable<string>): PasswordDictionary {
  const kinds = new Map<string, WordKind>()
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('+')) kinds.set(line.slice(1), 'context')
    else if (line.startsWith('*')) kinds.set(line.slice(1), 'breached')
    else kinds.set(line, 'word')
  }
  return {
    cover: (password, companyWords) => coverPassword(password, (piece) => kinds.get(piece), new Set(companyWords)),
    isBreached: (password) => kinds.get(fold(plain(password))) === 'breached',
  }
}

export const shortestWord = 3
export const longestWord = 24

/** Rules look no further than two words, so more are not told apart. */
const countedWords = 2

/**
 * Walks through the password once. From each place that words reach, it looks up the pieces that begin there: at
 * most (longest − shortest + 1) look-ups a character, whatever somebody types.
 * @param kindOf what a folded piece is; undefined when it is no word.
 * @param companyWords folded words that count as context for this company only.
 */
export function coverPassword(
  password: string,
  kindOf: (piece: string) => WordKind | undefined,
  companyWords: ReadonlySet<string>,
): Cover {
  const text = plain(password)
  const folded = fold(text)
  const end = folded.length
  /** Fewest words up to here; more than `countedWords` means unreachable. */
  const fewest = new Uint8Array(end + 1).fill(countedWords + 1)
  /** Reached by context words alone: 1 without any word yet, 2 with at least one. */
  const byContext = new Uint8Array(end + 1)
  fewest[0] = 0
  byContext[0] = 1
  for (let from = 0; from < end; from += 1) {
    const words = fewest[from] as number
    const context = byContext[from] as number
    if (words > countedWords && context === 0) continue
    if (isFiller(text[from] as string)) reach(from + 1, words, context)
    for (let to = from + shortestWord; to <= Math.min(end, from + longestWord); to += 1) {
      const piece = folded.slice(from, to)
      const kind = companyWords.has(piece) ? 'context' : kindOf(piece)
      if (kind) reach(to, words + 1, kind === 'context' && context ? 2 : 0)
    }
  }
  const words = fewest[end] as number
  return { words: words > countedWords ? undefined : (words as 0 | 1 | 2), context: byContext[end] === 2 }

  function reach(to: number, words: number, context: number): void {
    fewest[to] = Math.min(fewest[to] as number, words)
    byContext[to] = Math.max(byContext[to] as number, context)
  }
}

/** Digits, punctuation, ASCII symbols and spaces; emoji are none of these and do count. */
function isFiller(character: string): boolean {
  return /[\d\p{P}\p{Sm}\p{Sc}\p{Sk}\s]/u.test(character)
}
