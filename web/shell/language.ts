import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLanguage, type Language } from '#translations/index.ts'
import { doorRooms, firstLanguage, loadRoom, rememberLanguage } from './words.ts'

const rooms: BackendModule = {
  type: 'backend',
  init() {},
  read: loadRoom,
}

let started: Promise<void> | undefined

/** Starts the words in the language of this computer; only the rooms and the language in use are downloaded. */
export const startLanguage = (): Promise<void> => (started ??= start())

async function start(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
    document.getElementById('overlays')?.setAttribute('aria-label', i18next.t('shell:overlays'))
  })
  await i18next
    .use(rooms)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      ns: [...doorRooms], // a copy: it grows with every room that is opened
      defaultNS: 'shell',
      interpolation: { escapeValue: false }, // React escapes
      react: { useSuspense: true, bindI18n: 'languageChanged' },
    })
}

/** The language on screen. */
export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'it')

/** Speaks another language, and remembers it on this computer. */
export async function speak(language: Language): Promise<void> {
  if (language === currentLanguage()) return
  rememberLanguage(language)
  await i18next.changeLanguage(language)
}

let chosenNow: Language | null = null

/** A language pressed at the front door. */
export function chooseNow(language: Language): void {
  chosenNow = language
  void speak(language)
}

/** The language pressed at the front door during this visit, until the account has it. */
export const languageChosenNow = (): Language | null => chosenNow

export function forgetChosenNow(): void {
  chosenNow = null
}
