import { useTranslation } from 'react-i18next'
import { showNumber } from '../shell/show-number.ts'
import { initials } from './initials.ts'
import type { Line } from './line.ts'
import './Who.css'

/** Somebody’s initials in a disc; the name itself always stands beside it. */
export function Avatar({ name, size = 'small' }: { name: string; size?: 'small' | 'middle' | 'large' }) {
  return (
    <span className={`who who-${size}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export type Person = Pick<Line, 'name' | 'number' | 'extension' | 'site'>

/** Whose line it is, in a dialog: name, number, extension, site. */
export function WhoCard({ line }: { line: Person }) {
  const { t } = useTranslation('directory')
  return (
    <div className="who-card">
      <Avatar name={line.name} size="middle" />
      <div>
        <b>
          <bdi>{line.name}</bdi>
        </b>
        <span>
          <span className="nums">{showNumber(line.number)}</span> ·{' '}
          <span className="nums">{t('line.withExtension', { extension: line.extension })}</span> ·{' '}
          <bdi>{line.site}</bdi>
        </span>
      </div>
    </div>
  )
}
