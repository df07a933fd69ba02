import { Button } from '@mantine/core'
import { IconUnlink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../design/Empty.tsx'
import { deskHome } from './staff-session.ts'

/** An address of the desk that leads nowhere, and the way to the customers. */
export function DeskNotFound() {
  const { t } = useTranslation(['desk', 'shell'])
  return (
    <Empty
      level={1}
      icon={IconUnlink}
      title={t('shell:notFound.title')}
      text={t('shell:notFound.text')}
      action={
        <Button component="a" href={deskHome}>
          {t('page.customers')}
        </Button>
      }
    />
  )
}
