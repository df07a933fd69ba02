import { useMantineContext } from '@mantine/core'
import { useEffect } from 'react'
import type { Language } from '#translations/index.ts'
import { api } from '../api.ts'
import { forgetChosenNow, languageChosenNow, speak } from './language.ts'
import { acceptSession, type FullSession } from './session.ts'
import { useFullSession } from './useSession.ts'

type Preferences = { language?: Language; theme?: FullSession['theme'] }

/** Keeps a preference with the account, so that it follows the person to other computers. */
export async function savePreferences(preferences: Preferences): Promise<void> {
  acceptSession((await api('PATCH /api/me/preferences', { body: preferences })).session)
}

/**
 * Speaks and looks as the account prefers. A language chosen at the front door a moment ago is newer than the
 * account’s, so it is kept there instead.
 */
export function usePreferences(): void {
  const { language, theme } = useFullSession()
  // Not `useMantineColorScheme`: its setter writes a `<style>`, which the CSP forbids.
  const { setColorScheme } = useMantineContext()
  useEffect(() => {
    const chosen = languageChosenNow()
    if (chosen && chosen !== language) {
      void savePreferences({ language: chosen }).catch(forgetChosenNow)
    } else {
      forgetChosenNow()
      void speak(language)
    }
  }, [language])
  useEffect(() => setColorScheme(theme), [theme, setColorScheme])
}
