import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LaterChoice } from '../../design/LaterChoice.tsx'
import { type ListState, pageSizes } from './list-state.ts'
import { pagesShown } from './pages-shown.ts'
import { showList } from './show-list.ts'
import type { ChangeList } from './useListState.ts'
import './Pager.css'

type Props = { total: number; state: ListState; onChange: ChangeList }

/** Which rows these are, of how many; other pages; how many at once. */
export function Pager({ total, state, onChange }: Props) {
  const { t, i18n } = useTranslation('directory')
  const { page, size } = state
  const pages = Math.ceil(total / size)
  const from = (page - 1) * size + 1

  function turn(to: number): void {
    onChange({ page: to })
    showList()
  }

  return (
    <div className="pager">
      <p className="nums">{t('pager.range', { from, to: Math.min(total, page * size), total })}</p>
      {pages > 1 && (
        <nav className="pager-pages" aria-label={t('pager.label')}>
          <ActionIcon aria-label={t('pager.previous')} disabled={page <= 1} onClick={() => turn(page - 1)}>
            <IconChevronLeft size={18} stroke={1.8} aria-hidden="true" />
          </ActionIcon>
          {pagesShown(page, pages).map((shown, place) =>
            shown === 'gap' ? (
              <span key={`gap ${place < 2 ? 'before' : 'after'}`} className="pager-gap" aria-hidden="true">
                …
              </span>
            ) : (
              <button
                key={shown}
                type="button"
                className={shown === page ? 'pager-page pager-on' : 'pager-page'}
                aria-current={shown === page ? 'page' : undefined}
                aria-label={t('pager.page', { page: shown })}
                onClick={() => turn(shown)}
              >
                {shown.toLocaleString(i18n.language)}
              </button>
            ),
          )}
          <ActionIcon aria-label={t('pager.next')} disabled={page >= pages} onClick={() => turn(page + 1)}>
            <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
          </ActionIcon>
        </nav>
      )}
      {total > pageSizes[0] && (
        <div className="pager-size">
          <span aria-hidden="true">{t('pager.size')}</span>
          <LaterChoice
            aria-label={t('pager.size')}
            data={pageSizes.map((each) => ({ value: String(each), label: String(each) }))}
            value={String(size)}
            onChange={(value) => onChange({ size: pageSizes.find((each) => String(each) === value) ?? size })}
          />
        </div>
      )}
    </div>
  )
}
