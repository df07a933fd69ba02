import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { Pill } from '../../design/Pill.tsx'
import { dayOf, showRecent } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import type { Board } from './FirstAccessBoard.tsx'
import './Activations.css'

const atFirst = 2

/** Who has just completed a first access, and from where: somebody may have been faster than its owner (1.4.8). */
export function Activations({ board }: { board: Board }) {
  const { t } = useTranslation('directory')
  const { t: inWords } = useTranslation('activity')
  const [all, setAll] = useState(false)
  const { activations, activationsToday } = board
  const now = serverNow()
  return (
    <section className="card activations" aria-labelledby="activations-title">
      <div className="between">
        <h2 className="h2" id="activations-title">
          {t('activations.title')}
        </h2>
        {activationsToday > 0 && <Pill tone="accent">{t('activations.today', { count: activationsToday })}</Pill>}
      </div>
      <ul id="activations-list">
        {activations.slice(0, all ? undefined : atFirst).map(({ lineId, number, name, at, ip }) => (
          <li key={`${lineId}-${at}`}>
            <b>
              <bdi>{name}</bdi>
            </b>
            <span className="nums">{showNumber(number)}</span>
            <span className={dayOf(at, now) === 'today' ? 'activations-today' : undefined}>
              {showRecent(at, now, inWords)} {t('activations.from', { ip })}
            </span>
          </li>
        ))}
      </ul>
      {activations.length > atFirst && (
        <button
          type="button"
          className="link activations-more"
          aria-expanded={all}
          aria-controls="activations-list"
          onClick={() => setAll(!all)}
        >
          {t(all ? 'activations.few' : 'activations.all')}
        </button>
      )}
    </section>
  )
}
