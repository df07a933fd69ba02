import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stylesheetOfTokens } from './tokens.ts'

const ours = new URL('..', import.meta.url)
const sheets = readdirSync(ours, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'))

test('every colour and size our stylesheets ask Mantine or the tokens for is in the stylesheet', () => {
  const defined = new Set(stylesheetOfTokens().match(/--[\w-]+(?=:)/g))
  const local = new Set<string>()
  const asked = new Map<string, string>()
  for (const file of sheets) {
    const css = readFileSync(new URL(file, ours), 'utf8')
    for (const [name] of css.matchAll(/--[\w-]+(?=\s*:)/g)) local.add(name)
    for (const [, name] of css.matchAll(/var\((--[\w-]+)\s*\)/g)) if (name) asked.set(name, file)
  }
  const known = (name: string) => defined.has(name) || local.has(name) || name === '--scroll-bar'
  expect([...asked].filter(([name]) => !known(name))).toEqual([])
})

test('the brand’s own colour, which comes later with `:root`, wins over ours', () => {
  expect(stylesheetOfTokens()).not.toMatch(/:root\[/)
})
