import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { showClock } from '../../pbx/show-time.ts'
import { myZone } from '../../shell/my-zone.ts'
import './CallsBanner.css'

/** What is broken, and what works all the same (screen 14h). */
export function CallsBanner({ at, busy, onRetry }: { at?: number; busy: boolean; onRetry: () => void }) {
  const { t } = useTranslation('call-handling')
  return (
    <div className="calls-banner" role="status">
      <IconAlertTriangle size={20} stroke={1.7} aria-hidden="true" />
      <p>
        <b>{t('banner.title')}</b>{' '}
        {at === undefined ? t('banner.text') : t('banner.textAt', { time: showClock(at, myZone()) })}
      </p>
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconRefresh size={16} stroke={1.9} aria-hidden="true" />}
        onClick={onRetry}
      >
        {t('banner.retry')}
      </Button>
    </div>
  )
}
