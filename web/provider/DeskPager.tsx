import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { page: number; more: boolean; said: string; onTurn: (page: number) => void }

/** Which rows these are, and the pages before and after. */
export function DeskPager({ page, more, said, onTurn }: Props) {
  const { t } = useTranslation('desk')
  return (
    <div className="desk-pager">
      <p className="nums" role="status">
        {said}
      </p>
      {(page > 1 || more) && (
        <nav aria-label={t('pager.label')}>
          <ActionIcon size={36} aria-label={t('pager.previous')} disabled={page <= 1} onClick={() => onTurn(page - 1)}>
            <IconChevronLeft size={18} stroke={1.8} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon size={36} aria-label={t('pager.next')} disabled={!more} onClick={() => onTurn(page + 1)}>
            <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
          </ActionIcon>
        </nav>
      )}
    </div>
  )
}
