import { SegmentedControl, Switch, useMantineContext } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#translations/index.ts'
import { asProblem } from '../../api.ts'
import { toastError } from '../../design/toast.ts'
import { languageNames } from '../../front-door/LanguageSwitch.tsx'
import { singleKeys } from '../../pbx/single-keys.ts'
import { brand } from '../../shell/brand.ts'
import { savePreferences } from '../../shell/preferences.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useFullSession } from '../../shell/useSession.ts'
import './PreferencesSection.css'

const themes = ['auto', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

/** Language and theme of the account, and the single-key shortcuts of this computer. Each applies at once. */
export function PreferencesSection() {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { language, languages: offered, theme } = useFullSession()
  const languages = brand.languages.filter((one) => offered.includes(one))
  // Not `useMantineColorScheme`: its setter writes a `<style>`, which the CSP forbids.
  const { setColorScheme } = useMantineContext()
  const [keys, setKeys] = useState(singleKeys.on)

  async function look(next: Theme): Promise<void> {
    setColorScheme(next)
    try {
      await savePreferences({ theme: next })
    } catch (error) {
      setColorScheme(theme)
      toastError(say(asProblem(error)))
    }
  }
  async function speakIn(next: Language): Promise<void> {
    try {
      await savePreferences({ language: next })
    } catch (error) {
      toastError(say(asProblem(error)))
    }
  }

  return (
    <>
      <p className="sub">{t('preferences.lead')}</p>
      <div className="card">
        {languages.length > 1 && (
          <div className="profile-row">
            <span className="profile-words">
              <b id="preferences-language">{t('preferences.language')}</b>
            </span>
            <SegmentedControl
              className="preference"
              aria-labelledby="preferences-language"
              value={language}
              data={languages.map((value) => ({
                value,
                label: <span lang={value}>{languageNames[value]}</span>,
              }))}
              onChange={(next) => void speakIn(next as Language)}
            />
          </div>
        )}
        <div className="profile-row">
          <span className="profile-words">
            <b id="preferences-theme">{t('preferences.theme')}</b>
          </span>
          <SegmentedControl
            className="preference"
            aria-labelledby="preferences-theme"
            value={theme}
            data={themes.map((value) => ({ value, label: t(`preferences.${value}`) }))}
            onChange={(next) => void look(next as Theme)}
          />
        </div>
        <div className="profile-row">
          <span className="profile-words">
            <b id="preferences-keys">{t('preferences.keys')}</b>
            <span id="preferences-keys-text">{t('preferences.keysText')}</span>
          </span>
          <Switch
            size="md"
            aria-labelledby="preferences-keys"
            aria-describedby="preferences-keys-text"
            checked={keys}
            onChange={(event) => {
              singleKeys.set(event.currentTarget.checked)
              setKeys(event.currentTarget.checked)
            }}
          />
        </div>
      </div>
    </>
  )
}
