import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import '../phones/PhonesPage.css'

type Props = { label?: string; page: number; total: number; size: number; onPage: (page: number) => void }

/** Which page of a list this is, and the ones beside it. */
export function Pages({ label, page, total, size, onPage }: Props) {
  const { t } = useTranslation('directory')
  const pages = Math.ceil(total / size)
  if (pages <= 1) return null
  return (
    <nav className="phones-pages" aria-label={label ?? t('pager.label')}>
      <ActionIcon aria-label={t('pager.previous')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
      <span className="nums">
        {t('pager.range', { from: (page - 1) * size + 1, to: Math.min(total, page * size), total })}
      </span>
      <ActionIcon aria-label={t('pager.next')} disabled={page >= pages} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </nav>
  )
}
