import { useTranslation } from 'react-i18next'
import { type FirstAccessState, firstAccessStates } from '../../pbx/line.ts'
import type { Board } from './FirstAccessBoard.tsx'
import './Lamps.css'

/** One lamp of the switchboard. The five states differ in shape as well as in colour. */
export const Lamp = ({ state }: { state: FirstAccessState }) => (
  <i className={`lamp lamp-${state}`} aria-hidden="true" />
)

/** A lamp for each line of a small company, one stacked bar for a large one; a picture with its words. */
export function LampPicture({ board }: { board: Board }) {
  const { t } = useTranslation('directory')
  const { counts, lamps } = board
  const found = firstAccessStates.filter((state) => counts[state] > 0)
  const states = found
    .map((state) => t('board.counted', { count: counts[state], state: t(`board.${state}`, { count: counts[state] }) }))
    .join(', ')
  return (
    <div role="img" aria-label={t('board.picture', { states })}>
      {lamps ? <LampGrid board={board} found={found} /> : <LampBar board={board} found={found} />}
    </div>
  )
}

/** The finished ones first, like lamps that light up from the left. */
function LampGrid({ board, found }: { board: Board; found: readonly FirstAccessState[] }) {
  const lamps = found.flatMap((state) =>
    Array.from({ length: board.counts[state] }, (_, place) => ({ state, key: `${state} ${place}` })),
  )
  return (
    <div className="lamp-grid">
      {lamps.map(({ state, key }) => (
        <Lamp key={key} state={state} />
      ))}
    </div>
  )
}

function LampBar({ board, found }: { board: Board; found: readonly FirstAccessState[] }) {
  return (
    <div className="lamp-bar">
      {found.map((state) => (
        <i key={state} className={`lamp-${state}`} style={{ flexGrow: board.counts[state] }} />
      ))}
    </div>
  )
}
