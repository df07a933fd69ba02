import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../design/Empty.tsx'
import { brand } from './brand.ts'

/** The page that stands in for one that has stopped. */
export function CrashPage() {
  const { t } = useTranslation('shell')
  return (
    <Empty
      level={1}
      icon={IconPlugConnectedX}
      title={t('crash.title')}
      text={t('crash.text', { support: brand.supportNumber })}
      action={<Button onClick={() => location.reload()}>{t('crash.reload')}</Button>}
    />
  )
}
