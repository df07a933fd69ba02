import type { TFunction } from 'i18next'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { FirstAccessPill } from '../../pbx/FirstAccessPill.tsx'
import type { Line } from '../../pbx/line.ts'
import { Avatar } from '../../pbx/Who.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { LineMenu } from './LineMenu.tsx'
import { lineWords } from './line-words.ts'
import { listRegion } from './show-list.ts'
import type { RowsProps } from './UsersTable.tsx'
import './UserCards.css'

/** The same lines on a telephone, one card each (design 14c). */
export function UserCards({ lines, onAction, children }: RowsProps) {
  const { t } = useTranslation('directory')
  return (
    <>
      <ul id={listRegion} className="user-cards" aria-label={t('list.region')} tabIndex={-1}>
        {lines.map((line) => (
          <Card key={line.id} line={line} t={t} onAction={onAction} />
        ))}
      </ul>
      {children}
    </>
  )
}

type CardProps = { line: Line; t: TFunction<'directory'>; onAction: RowsProps['onAction'] }

const Card = memo(function Card({ line, t, onAction }: CardProps) {
  const words = lineWords(line, t)
  return (
    <li className="user-card">
      <Avatar name={line.name} size="middle" />
      <div className="user-card-main">
        <div className="user-card-head">
          <div className="user-card-name">
            <b>
              <bdi>{line.name}</bdi>
            </b>
            <span className="nums">{showNumber(line.number)}</span>
          </div>
          <LineMenu line={line} words={words.menu} onAction={onAction} />
        </div>
        <div className="user-card-facts">
          <span>
            {t('line.extension')} <b className="nums">{line.extension}</b>
          </span>
          <span>{line.service}</span>
          <bdi>{line.site}</bdi>
          {line.userType !== 'user' && <span>{words.userType}</span>}
        </div>
        <FirstAccessPill state={line.firstAccess} word={words.firstAccess} />
      </div>
    </li>
  )
})
