import { Button } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../design/Empty.tsx'
import { brand } from '../shell/brand.ts'

/** What was looked for, where, and the way back. */
export function NothingFound({ query, onClear }: { query: string; onClear: () => void }) {
  const { t } = useTranslation('help')
  return (
    <div className="card">
      <Empty
        icon={IconSearchOff}
        title={t('emptyTitle', { search: query.trim() })}
        text={t('emptyText', { support: brand.supportNumber })}
        action={
          <Button variant="default" onClick={onClear}>
            {t('clear')}
          </Button>
        }
      />
    </div>
  )
}
