import { IconHistory, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import { showNumber } from '../../shell/show-number.ts'
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
    <ScrollRegion className="users-region" label={t('codes.region')}>
      <table className="users-table phones-table">
        <caption className="vh">{t('codes.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('codes.code')}</th>
            <th scope="col">{t('codes.description')}</th>
            <th scope="col">{t('codes.to')}</th>
            <th scope="col">
              <span className="vh">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                <Code entry={entry} />
              </th>
              <td>
                <bdi>{entry.label || '—'}</bdi>
              </td>
              <td>
                <Target entry={entry} />
              </td>
              <td className="users-act">{menuOf(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
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
