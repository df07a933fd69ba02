import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import type { Line } from '../../pbx/line.ts'
import { Avatar } from '../../pbx/Who.tsx'
import { showNumber } from '../../shell/show-number.ts'
import type { LineAction } from '../acting/line-action.ts'
import { Pick, PickPage, usePick } from '../bulk/Pick.tsx'
import type { ListSelection } from '../bulk/useSelection.ts'
import { LineMenu } from './LineMenu.tsx'
import { type ListState, sortFields } from './list-state.ts'
import { SortHeading } from './SortHeading.tsx'
import { StatePill } from './StatePill.tsx'
import { listRegion } from './show-list.ts'
import type { ChangeList } from './useListState.ts'
import { type RowWords, useRowWords } from './useRowWords.ts'
import './UsersTable.css'

export type RowsProps = {
  lines: readonly Line[]
  state: ListState
  onChange: ChangeList
  onAction: (line: Line, action: LineAction) => void
  picked: ListSelection
  /** In place of rows that are still on their way. */
  children?: ReactNode
}

/** The columns of figure 5, in its order, and how far the first access is. */
export function UsersTable({ lines, state, onChange, onAction, picked, children }: RowsProps) {
  const { t } = useTranslation('directory')
  const pick = usePick(picked)
  const words = useRowWords()
  return (
    <ScrollRegion id={listRegion} className="users-region" label={t('list.region')}>
      <table className="users-table">
        <caption className="vh">{t('list.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className="users-pick">
              <PickPage lines={lines} picked={picked} />
            </th>
            {sortFields.map((field) => (
              <SortHeading key={field} field={field} state={state} onChange={onChange} />
            ))}
            <th scope="col">
              <span className="vh">{t('list.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row
              key={line.id}
              line={line}
              words={words}
              on={picked.all || picked.ids.has(line.id)}
              pickName={t('pick.one', { name: line.name })}
              onPick={pick}
              onAction={onAction}
            />
          ))}
        </tbody>
      </table>
      {children}
    </ScrollRegion>
  )
}

export type RowProps = {
  line: Line
  words: RowWords
  on: boolean
  pickName: string
  onPick: (ids: readonly string[], on: boolean) => void
  onAction: RowsProps['onAction']
}

const Row = memo(function Row({ line, words, on, pickName, onPick, onAction }: RowProps) {
  return (
    <tr className={on ? 'row-picked' : undefined}>
      <td className="users-pick">
        <Pick name={pickName} on={on} onPick={(now) => onPick([line.id], now)} />
      </td>
      <th scope="row" className="nums">
        {showNumber(line.number)}
      </th>
      <td className="nums">{line.extension}</td>
      <td>{words.userType[line.userType]}</td>
      <td>{line.service}</td>
      <td>
        <span className="users-name">
          <Avatar name={line.name} />
          <bdi>{line.name}</bdi>
        </span>
      </td>
      <td>
        <bdi>{line.site}</bdi>
      </td>
      <td>
        <StatePill line={line} words={words} />
      </td>
      <td className="users-act">
        <LineMenu line={line} words={words} onAction={onAction} />
      </td>
    </tr>
  )
})
