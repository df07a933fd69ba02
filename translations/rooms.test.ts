import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from './index.ts'

type Words = { readonly [key: string]: string | Words }

const roomsOf = (language: string): string[] =>
  readdirSync(`${import.meta.dirname}/${language}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()

const files = import.meta.glob<{ default: Words }>('./*/*.ts')

const load = async (language: string, room: string): Promise<Words> =>
  (await files[`./${language}/${room}`]?.())?.default ?? {}

function sentences(words: Words, path = ''): [key: string, sentence: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : sentences(value, `${path}${key}.`),
  )
}

const facts = (sentence: string): string[] => (sentence.match(/\{\{\w+\}\}|<b>/g) ?? []).sort()

test.each(languages)('%s has the same rooms as Italian', (language) => {
  expect(roomsOf(language)).toEqual(roomsOf('it'))
})

const onScreen = [
  'access.ts',
  'activation.ts',
  'activity.ts',
  'audit-log.ts',
  'call-handling.ts',
  'call-history.ts',
  'call-limits.ts',
  'call-settings.ts',
  'company-file.ts',
  'deliveries.ts',
  'desk.ts',
  'dial-plan.ts',
  'directory.ts',
  'first-access.ts',
  'help.ts',
  'imports.ts',
  'people.ts',
  'phones.ts',
  'problems.ts',
  'restores.ts',
  'shell.ts',
  'sites.ts',
  'statements.ts',
  'support.ts',
  'time-zones.ts',
  'user.ts',
]

describe.each(onScreen)('%s', (room) => {
  test.each(languages)('in %s uses the same facts as in Italian, and no machine quotes', async (language) => {
    const model = new Map(sentences(await load('it', room)))
    expect(model.size).toBeGreaterThan(0)
    for (const [key, sentence] of sentences(await load(language, room))) {
      expect([key, facts(sentence)]).toEqual([key, facts(model.get(key) ?? '')])
      expect(sentence, key).not.toMatch(/['"]|\.\.\./)
    }
  })
})
