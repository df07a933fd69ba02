import { Button } from '@mantine/core'
import { IconPhoneOff, IconRecordMail, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../design/Empty.tsx'
import type { ListState } from './calls.ts'

type Props = { state: ListState; onChange: (part: Partial<ListState>) => void }

/** What will appear here, or what was looked for in vain (designs 14f and 14g). */
export function NothingHere({ state, onChange }: Props) {
  const { t } = useTranslation('call-history')
  const { tab, search, period, day, unheard } = state
  if (search) {
    return (
      <Empty
        icon={IconSearch}
        title={t('empty.search', { search })}
        text={t('empty.searchText', { list: t(`tab.${tab}`) })}
        action={
          <Button variant="default" onClick={() => onChange({ search: '' })}>
            {t('empty.clear')}
          </Button>
        }
      />
    )
  }
  const widen = day !== '' || period !== 'all' || unheard
  return (
    <Empty
      icon={tab === 'messages' ? IconRecordMail : IconPhoneOff}
      title={day || unheard ? t('empty.period') : t(`empty.${tab}`)}
      text={t(`empty.${tab}Text`)}
      action={
        widen && (day !== '' || unheard || period === 'week') ? (
          <Button variant="default" onClick={() => onChange({ day: '', period: 'all', unheard: false })}>
            {t('empty.widen')}
          </Button>
        ) : (
          <Link to="/" className="link">
            {t('empty.goHome')}
          </Link>
        )
      }
    />
  )
}
