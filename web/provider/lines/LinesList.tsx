import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { Pill } from '../../design/Pill.tsx'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { FirstAccessPill } from '../../pbx/FirstAccessPill.tsx'
import { showNumber } from '../../shell/show-number.ts'

export type FoundLine = Answer<'GET /api/provider/lines'>['lines'][number]

/** Lines as the desk sees them: whose, how far with the first access; nothing of calls or messages. */
export function LinesList({ lines, withCustomer = false }: { lines: readonly FoundLine[]; withCustomer?: boolean }) {
  const narrow = useNarrow()
  return narrow ? (
    <Cards lines={lines} withCustomer={withCustomer} />
  ) : (
    <Table lines={lines} withCustomer={withCustomer} />
  )
}

type Props = { lines: readonly FoundLine[]; withCustomer: boolean }

function Table({ lines, withCustomer }: Props) {
  const { t } = useTranslation(['desk', 'directory'])
  return (
    <ScrollRegion className="desk-scroll" label={t('lines.list')}>
      <table className="desk-table">
        <caption className="vh">{t('lines.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.line')}</th>
            <th scope="col">{t('column.extension')}</th>
            <th scope="col">{t('column.name')}</th>
            {withCustomer && <th scope="col">{t('column.customer')}</th>}
            <th scope="col">{t('column.site')}</th>
            <th scope="col">{t('column.service')}</th>
            <th scope="col">{t('column.firstAccess')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className="desk-row">
              <th scope="row" className="nums">
                {showNumber(line.number)}
              </th>
              <td className="nums">{line.extension}</td>
              <td>
                <bdi>{line.name}</bdi>
              </td>
              {withCustomer && (
                <td>
                  <CustomerOf line={line} />
                </td>
              )}
              <td>
                <bdi>{line.site}</bdi>
              </td>
              <td>{line.service}</td>
              <td>
                <Standing line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Cards({ lines, withCustomer }: Props) {
  const { t } = useTranslation('desk')
  return (
    <ul className="desk-cards" aria-label={t('lines.list')}>
      {lines.map((line) => (
        <li key={line.id} className="desk-row desk-card">
          <b className="nums">{showNumber(line.number)}</b>
          <span className="desk-card-facts">
            <bdi>{line.name}</bdi>
            {withCustomer && <CustomerOf line={line} />}
            <span>{t('administrators.extension', { extension: line.extension })}</span>
            <bdi>{line.site}</bdi>
          </span>
          <Standing line={line} />
        </li>
      ))}
    </ul>
  )
}

const CustomerOf = ({ line }: { line: FoundLine }) => (
  <Link to="/clienti/$companyId" params={{ companyId: line.customer.id }} className="link desk-row-link">
    <bdi>{line.customer.name}</bdi>
  </Link>
)

function Standing({ line }: { line: FoundLine }) {
  const { t } = useTranslation(['directory', 'desk'])
  return (
    <span className="desk-pills">
      {line.account === 'disabled' && <Pill tone="error">{t('desk:lines.disabled')}</Pill>}
      {line.account === 'closed' && <Pill>{t('desk:lines.closed')}</Pill>}
      {(line.account === 'live' || line.account === 'provisioned') && (
        <FirstAccessPill state={line.firstAccess} word={t(`directory:state.${line.firstAccess}`)} />
      )}
      {line.administrator && <Pill tone="accent">{t('desk:lines.administrator')}</Pill>}
    </span>
  )
}
