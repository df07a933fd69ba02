import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

const translations = join(import.meta.dirname, '..', 'translations')
/** Said by the server, never on screen. */
const neverOnScreen = ['mail.ts', 'command-line.ts', 'provider.ts', 'sheets.ts']
/** A service's name is data, the same in every language. */
const names = ['Posto operatore']
/** Shorter ones stand in names and places too. */
const SHORTEST = 13

/** Every stretch of Italian that an English screen must not show: what stands between the facts of a sentence. */
export async function italianStretches(): Promise<readonly string[]> {
  const files = (await readdir(join(translations, 'it'))).filter((f) => f.endsWith('.ts') && !neverOnScreen.includes(f))
  const words = async (language: string) => {
    const rooms = await Promise.all(files.map((file) => import(join(translations, language, file))))
    return rooms.flatMap((room: { default: unknown }) => sentencesOf(room.default))
  }
  const english = (await words('en')).join('\n')
  const stretches = (await words('it')).flatMap((sentence) => sentence.split(/\{\{[^}]*\}\}|<[^>]*>|\n/))
  const long = stretches.map((stretch) => stretch.trim()).filter((stretch) => stretch.length >= SHORTEST)
  return [...new Set(long)].filter((stretch) => !english.includes(stretch) && !names.includes(stretch))
}

const sentencesOf = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(sentencesOf)

/** None of them is met by somebody who sees this page, or listens to it. */
export async function expectNoItalian(page: Page, stretches: readonly string[], where: string): Promise<void> {
  const said = await page.evaluate(() => {
    const everything = document.body.cloneNode(true) as HTMLElement
    // For browsers that run no script, or an old one: in both languages.
    for (const still of everything.querySelectorAll('noscript, script, style, .still')) still.remove()
    const told = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'aria-valuetext']
    const attributes = [...everything.querySelectorAll('*')].flatMap((element) =>
      told.map((name) => element.getAttribute(name) ?? ''),
    )
    return [document.title, everything.textContent, ...attributes].join('\n')
  })
  expect
    .soft(
      stretches.filter((stretch) => said.includes(stretch)),
      where,
    )
    .toEqual([])
}
