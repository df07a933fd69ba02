import { Button } from '@mantine/core'
import { IconUnlink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../design/Empty.tsx'

/** An address that leads nowhere, and the way home. */
export function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <Empty
      level={1}
      icon={IconUnlink}
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={
        <Button component="a" href="/">
          {t('action.home')}
        </Button>
      }
    />
  )
}
