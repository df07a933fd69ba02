import { useTranslation } from 'react-i18next'
import { LoadedCallSettings } from '../../pbx/calls/LoadedCallSettings.tsx'
import { ownCalls } from '../../pbx/calls/line-calls.ts'

/** “Impostazioni di chiamata” of one’s own line. */
export function CallsSection() {
  const { t } = useTranslation('call-settings')
  return <LoadedCallSettings api={ownCalls} theirs={null} lead={t('lead')} />
}
