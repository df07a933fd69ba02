import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FirstAccessPill } from '../../pbx/FirstAccessPill.tsx'
import type { Line } from '../../pbx/line.ts'
import { Avatar } from '../../pbx/Who.tsx'
import { showNumber } from '../../shell/show-number.ts'
import type { LineAction } from '../acting/line-action.ts'
import { LineMenu } from './LineMenu.tsx'
import { type ListState, sortFields } from './list-state.ts'
import { SortHeading } from './SortHeading.tsx'
import { listRegion } from './show-list.ts'
import type { ChangeList } from './useListState.ts'
import { type RowWords, useRowWords } from './useRowWords.ts'
import './UsersTable.css'

export type RowsProps = {
  lines: readonly Line[]
  state: ListState
  onChange: ChangeList
  onAction: (line: Line, action: LineAction) => void
  /** In place of rows that are still on their way. */
  children?: ReactNode
}

/** The columns of figure 5, in its order, and how far the first access is. */
export function UsersTable({ lines, state, onChange, onAction, children }: RowsProps) {
  const { t } = useTranslation('directory')
  const words = useRowWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
    <section id={listRegion} className="users-region" aria-label={t('list.region')} tabIndex={0}>
      <table className="users-table">
        <caption className="vh">{t('list.caption')}</caption>
        <thead>
          <tr>
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
            <Row key={line.id} line={line} words={words} onAction={onAction} />
          ))}
        </tbody>
      </table>
      {children}
    </section>
  )
}

type RowProps = { line: Line; words: RowWords; onAction: RowsProps['onAction'] }

const Row = memo(function Row({ line, words, onAction }: RowProps) {
  return (
    <tr>
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
        <FirstAccessPill state={line.firstAccess} word={words.state[line.firstAccess]} />
      </td>
      <td className="users-act">
        <LineMenu line={line} words={words} onAction={onAction} />
      </td>
    </tr>
  )
})
