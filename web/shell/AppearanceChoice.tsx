import { Menu, useMantineContext } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Language } from '#translations/index.ts'
import { languageNames } from '../front-door/LanguageSwitch.tsx'
import type { FullSession } from './session.ts'

type Theme = FullSession['theme']
const themes = { auto: 'menu.themeAuto', light: 'menu.themeLight', dark: 'menu.themeDark' } as const

type Props = {
  theme: Theme
  language: Language
  /** With a single one there is nothing to choose. */
  languages: readonly Language[]
  /** Keeps it with the account. */
  save: (preferences: { theme?: Theme; language?: Language }) => Promise<void>
  /** Does something and tells its failure: the menu may have closed by then. */
  run: (action: () => Promise<void>) => void
}

/** Appearance and language, in the menu of whoever is signed in; each applies at once. */
export function AppearanceChoice({ theme, language, languages, save, run }: Props) {
  const { t } = useTranslation('shell')
  // Not `useMantineColorScheme`: its setter writes a `<style>`, which the CSP forbids.
  const { setColorScheme } = useMantineContext()

  async function look(next: Theme): Promise<void> {
    setColorScheme(next)
    try {
      await save({ theme: next })
    } catch (error) {
      setColorScheme(theme)
      throw error
    }
  }

  return (
    <>
      <Menu.Label id="menu-theme">{t('menu.theme')}</Menu.Label>
      <Menu.RadioGroup value={theme} onChange={(value) => run(() => look(value as Theme))} aria-labelledby="menu-theme">
        {Object.entries(themes).map(([value, words]) => (
          <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
            {t(words)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      {languages.length > 1 && (
        <>
          <Menu.Label id="menu-language">{t('menu.language')}</Menu.Label>
          <Menu.RadioGroup
            value={language}
            onChange={(value) => run(() => save({ language: value as Language }))}
            aria-labelledby="menu-language"
          >
            {languages.map((value) => (
              <Menu.RadioItem key={value} value={value} lang={value} closeMenuOnClick={false}>
                {languageNames[value]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </>
      )}
    </>
  )
}
