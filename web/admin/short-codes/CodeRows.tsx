import { IconHistory, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { ListTable } from '../list/ListTable.tsx'
import { RowMenu } from '../list/RowMenu.tsx'
import { codesOf, type Entry, type EntryAction } from './entry.ts'

type Props = { entries: readonly Entry[]; narrow: boolean; onAction: (entry: Entry, action: EntryAction) => void }

/** A page of short codes: a table, or cards on a telephone. */
export function CodeRows({ entries, narrow, onAction }: Props) {
  const { t } = useTranslation('dial-plan')
  const menuOf = (entry: Entry) => (
    <RowMenu
      label={t('actions')}
      name={t('actionsOf', { name: codesOf(entry) })}
      actions={[
        { key: 'edit', label: t('codes.action.edit'), icon: IconPencil, run: () => onAction(entry, 'edit') },
        { key: 'users', label: t('codes.action.users'), icon: IconUsers, run: () => onAction(entry, 'users') },
        { key: 'history', label: t('codes.action.history'), icon: IconHistory, run: () => onAction(entry, 'history') },
        {
          key: 'remove',
          label: t('codes.action.remove'),
          icon: IconTrash,
          red: true,
          run: () => onAction(entry, 'remove'),
        },
      ]}
    />
  )
  if (narrow)
    return (
      <ul className="phones-cards" aria-label={t('codes.region')}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <div className="between">
              <Code entry={entry} />
              {menuOf(entry)}
            </div>
            {entry.label && <bdi>{entry.label}</bdi>}
            <Target entry={entry} />
          </li>
        ))}
      </ul>
    )
  return (
    <ListTable
      tall
      region={t('codes.region')}
      caption={t('codes.caption')}
      rows={entries}
      columns={[
        { head: t('codes.code'), cell: (entry) => <Code entry={entry} /> },
        { head: t('codes.description'), cell: ({ label }) => <bdi>{label || '—'}</bdi> },
        { head: t('codes.to'), cell: (entry) => <Target entry={entry} /> },
      ]}
      actions={{ head: t('actions'), of: menuOf }}
    />
  )
}

function Code({ entry }: { entry: Entry }) {
  const { t } = useTranslation('dial-plan')
  return (
    <div className="phones-who">
      <span className="nums list-code">{codesOf(entry)}</span>
      {entry.count > 1 && <span>{t('codes.count', { count: entry.count })}</span>}
      {!entry.visible && <Pill>{t('codes.hidden')}</Pill>}
    </div>
  )
}

function Target({ entry }: { entry: Entry }) {
  const number = showNumber(entry.number)
  return (
    <div className="phones-who">
      {entry.name ? <bdi>{entry.name}</bdi> : <b className="nums">{number}</b>}
      {entry.name && <span className="nums">{number}</span>}
      {entry.lastNumber && <span className="nums">– {showNumber(entry.lastNumber)}</span>}
    </div>
  )
}
