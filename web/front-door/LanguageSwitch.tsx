import { brand } from '../shell/brand.ts'
import { chooseNow, currentLanguage } from '../shell/language.ts'

/** Each language in its own words, as the person who needs it will read it. */
export const languageNames = { it: 'Italiano', en: 'English' } as const

/** The other languages of the portal, one press away. */
export function LanguageSwitch() {
  const now = currentLanguage()
  return brand.languages
    .filter((language) => language !== now)
    .map((language) => (
      <button
        key={language}
        type="button"
        lang={language}
        className="door-language"
        onClick={() => chooseNow(language)}
      >
        {languageNames[language]}
      </button>
    ))
}
