import { Button } from '@mantine/core'
import { IconFilter, IconSend2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { firstAccessStates } from '../../pbx/line.ts'
import type { Board } from './FirstAccessBoard.tsx'
import { Lamp, LampPicture } from './Lamps.tsx'
import type { ListState } from './list-state.ts'
import { showList } from './show-list.ts'
import type { ChangeList } from './useListState.ts'
import './FirstAccessCard.css'

type Props = { board: Board; state: ListState; onChange: ChangeList }

/** The company’s lamps: how many are lit, and which lines to look at. */
export function FirstAccessCard({ board, state, onChange }: Props) {
  const { t } = useTranslation('directory')
  const { total, counts } = board
  const { completed } = counts

  /** The unfinished ones first: that is the order of the column, turned round. */
  function showMissing(): void {
    onChange({ site: undefined, search: '', firstAccess: undefined, sort: 'firstAccess', descending: true })
    showList()
  }

  return (
    <section className="card lamps" aria-labelledby="lamps-title">
      <div className="lamps-words">
        <h2 className="h2" id="lamps-title">
          {t('board.title', { count: completed, total })}
        </h2>
        <p className="sub">{t('board.missing', { count: total - completed })}</p>
      </div>
      <div className="lamps-view">
        <LampPicture board={board} />
        <ul className="lamps-legend" aria-label={t('board.legend')}>
          {firstAccessStates
            .filter((name) => counts[name] > 0)
            .map((name) => (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={state.firstAccess === name}
                  onClick={() => onChange({ firstAccess: state.firstAccess === name ? undefined : name })}
                >
                  <Lamp state={name} />
                  <b>{t('board.counted', { count: counts[name], state: '' }).trim()}</b>
                  {t(`board.${name}`, { count: counts[name] })}
                </button>
              </li>
            ))}
        </ul>
      </div>
      <div className="lamps-acts">
        <Button
          component={Link}
          to="/gestione-dati/primo-accesso"
          leftSection={<IconSend2 size={18} stroke={1.8} aria-hidden="true" />}
        >
          {t('board.manage')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFilter size={18} stroke={1.8} aria-hidden="true" />}
          onClick={showMissing}
        >
          {t('board.show')}
        </Button>
      </div>
    </section>
  )
}
