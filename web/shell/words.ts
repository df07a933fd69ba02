import { chooseLanguage, isLanguage, type Language } from '#translations/index.ts'
import { brand } from './brand.ts'

/** The words of one room in one language. */
export type Words = Record<string, unknown>

const files = import.meta.glob<{ default: Words }>(['../../translations/*/*.ts', '!../../translations/*/mail*.ts'])

/** The rooms that the front door needs; a page’s own room comes with the page. */
export const doorRooms = ['shell', 'access', 'problems'] as const

/** Downloads a room’s words, once. */
export async function loadRoom(language: string, room: string): Promise<Words> {
  const file = files[`../../translations/${language}/${room}.ts`]
  if (!file) throw new Error(`No words for ${language}/${room}`)
  return (await file()).default
}

const storageKey = 'osw-language'

/** The language chosen on this computer, if any. */
export function chosenLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null // storage is switched off: the browser’s language will do
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

/** The language before anybody has signed in. */
export function firstLanguage(): Language {
  const language = chooseLanguage(null, chosenLanguage(), navigator.languages)
  if (brand.languages.includes(language)) return language
  const [only] = brand.languages
  return isLanguage(only) ? only : 'it'
}
