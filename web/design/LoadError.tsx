import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from './PageTitle.tsx'
import './Empty.css'

type Props = {
  /** What could not be loaded; by default “this part”. */
  title?: string
  /** Short code that finds the failure in the log. */
  code?: string | undefined
  onRetry: () => void
  /** 1 when this is the whole page. */
  level?: 1
}

const waits = [5_000, 20_000, 60_000]

/** A card that could not be loaded. It tries again by itself after 5, 20 and 60 seconds, and on request. */
export function LoadError({ title, code, onRetry, level }: Props) {
  const { t } = useTranslation('shell')
  const retry = useRef(onRetry)
  retry.current = onRetry
  useEffect(() => {
    const timers = waits.map((wait) => setTimeout(() => retry.current(), wait))
    return () => timers.forEach(clearTimeout)
  }, [])
  return (
    <div className="load-error" role="status">
      <IconCloudOff size={28} stroke={1.6} aria-hidden="true" />
      {level ? <PageTitle>{title ?? t('loadError.title')}</PageTitle> : <b>{title ?? t('loadError.title')}</b>}
      <p>{t('loadError.text')}</p>
      <Button variant="default" onClick={onRetry}>
        {t('action.retry')}
      </Button>
      {code && <span className="load-error-code">{t('loadError.code', { code })}</span>}
    </div>
  )
}
