import { writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as italian } from '@zxcvbn-ts/language-it'
import { longestWord, shortestWord } from '#domain/access/password-dictionary.ts'
import { fold, plain, squeeze } from '#domain/access/password-text.ts'
import { contextWords } from './password-context-words.ts'

/**
 * Writes `domain/access/password-dictionary.txt.br`: the word lists of zxcvbn-ts (MIT licence), keyboard and
 * alphabet runs, and our context words. Run it after changing the words or updating the lists:
 *
 *     node setup/build-password-dictionary.ts
 */

/** Shorter well-known passwords are refused for their length anyway. */
const shortestBreached = 10

const keyboardRuns = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  'qweasdzxc',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
]

const context = new Set(words(Object.values(contextWords).flatMap((list) => list.trim().split(/\s+/))))
const breached = new Set(
  common['passwords-common']
    .filter((password) => password.length >= shortestBreached)
    .map((password) => fold(plain(password))),
)
const others = new Set(words([...Object.values(common), ...Object.values(italian), pieces()].flat()))

const lines = [
  '# Written by setup/build-password-dictionary.ts from @zxcvbn-ts/language-common and language-it (MIT) and our own words.',
  ...[...context].sort().map((word) => `+${word}`),
  ...[...breached]
    .filter((word) => !context.has(word))
    .sort()
    .map((word) => `*${word}`),
  ...[...others].filter((word) => !context.has(word) && !breached.has(word)).sort(),
]
const file = new URL('../domain/access/password-dictionary.txt.br', import.meta.url)
const compressed = brotliCompressSync(`${lines.join('\n')}\n`, {
  params: { [constants.BROTLI_PARAM_LGWIN]: 22 },
})
writeFileSync(file, compressed)
console.log(
  `${lines.length - 1} words, ${context.size} of them context, ${breached.size} well-known passwords: ${compressed.length} bytes`,
)

/** Folded as the check folds what people type; pieces that could never be looked up are left out. */
function words(list: readonly string[]): string[] {
  return list.map(squeeze).filter((word) => word.length >= shortestWord && word.length <= longestWord)
}

/** Every piece of a run, forwards and backwards: `qwert`, `trewq`. */
function pieces(): string[] {
  return keyboardRuns
    .flatMap((run) => [run, [...run].reverse().join('')])
    .flatMap((run) =>
      [...run].flatMap((_, from) =>
        Array.from({ length: run.length - from - 3 }, (_, i) => run.slice(from, from + 4 + i)),
      ),
    )
}
