import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../pbx/Who.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { Pick, usePick } from '../bulk/Pick.tsx'
import { LineMenu } from './LineMenu.tsx'
import { StatePill } from './StatePill.tsx'
import { listRegion } from './show-list.ts'
import type { RowProps, RowsProps } from './UsersTable.tsx'
import { useRowWords } from './useRowWords.ts'
import './UserCards.css'

/** The same lines on a telephone, one card each (design 14c). */
export function UserCards({ lines, onAction, picked, children }: RowsProps) {
  const { t } = useTranslation('directory')
  const pick = usePick(picked)
  const words = useRowWords()
  return (
    <>
      <ul id={listRegion} className="user-cards" aria-label={t('list.region')} tabIndex={-1}>
        {lines.map((line) => (
          <Card
            key={line.id}
            line={line}
            words={words}
            on={picked.all || picked.ids.has(line.id)}
            pickName={t('pick.one', { name: line.name })}
            onPick={pick}
            onAction={onAction}
          />
        ))}
      </ul>
      {children}
    </>
  )
}

const Card = memo(function Card({ line, words, on, pickName, onPick, onAction }: RowProps) {
  return (
    <li className={on ? 'user-card row-picked' : 'user-card'}>
      <Pick name={pickName} on={on} onPick={(now) => onPick([line.id], now)} />
      <Avatar name={line.name} size="middle" />
      <div className="user-card-main">
        <div className="user-card-head">
          <div className="user-card-name">
            <b>
              <bdi>{line.name}</bdi>
            </b>
            <span className="nums">{showNumber(line.number)}</span>
          </div>
          <LineMenu line={line} words={words} onAction={onAction} />
        </div>
        <div className="user-card-facts">
          <span>
            {words.extension} <b className="nums">{line.extension}</b>
          </span>
          <span>{line.service}</span>
          <bdi>{line.site}</bdi>
          {line.userType !== 'user' && <span>{words.userType[line.userType]}</span>}
        </div>
        <StatePill line={line} words={words} />
      </div>
    </li>
  )
})
