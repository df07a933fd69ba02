import { chooseLanguage, isLanguage, type Language } from '#translations/index.ts'
import { brand } from './brand.ts'

/** The words of one room in one language. */
export type Words = Record<string, unknown>

/** A page’s own room, in a file of its own that comes with the page. */
const files = import.meta.glob<{ default: Words }>([
  '../../translations/*/*.ts',
  '!../../translations/*/{shell,access,problems}.ts',
  '!../../translations/*/{mail,command-line,provider,sheets}.ts', // said by the server, never on screen
])

/** The rooms that the front door needs, in one file for each language. */
const doors: Readonly<Record<Language, () => Promise<Record<string, Words>>>> = {
  it: () => import('./door-words.it.ts'),
  en: () => import('./door-words.en.ts'),
}

export const doorRooms: readonly string[] = ['shell', 'access', 'problems']

/** Downloads a room’s words, once. */
export async function loadRoom(language: string, room: string): Promise<Words> {
  if (isLanguage(language) && doorRooms.includes(room)) return (await doors[language]())[room] ?? {}
  const file = files[`../../translations/${language}/${room}.ts`]
  if (!file) throw new Error(`No words for ${language}/${room}`)
  return (await file()).default
}

/** Starts the download of the first words. */
export const fetchDoorWords = (): void => void doors[firstLanguage()]()

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
