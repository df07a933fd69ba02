import { useTranslation } from 'react-i18next'
import { showNumber } from '../../shell/show-number.ts'
import { showVat } from '../show-vat.ts'
import { CustomerLink, CustomerPill, FirstAccessBar, type ListedCustomer } from './customer-row.tsx'

/** The same customers on a telephone, one card each. */
export function CustomerCards({ rows }: { rows: readonly ListedCustomer[] }) {
  const { t } = useTranslation('desk')
  return (
    <ul className="desk-cards" aria-label={t('customers.list')}>
      {rows.map((row) => (
        <li key={row.id} className="desk-row desk-card">
          <b>
            <CustomerLink row={row} />
          </b>
          <span className="desk-card-facts">
            {row.vatNumber && <span className="nums">{showVat(row.vatNumber)}</span>}
            {row.place && <bdi>{row.place}</bdi>}
            {row.mainNumber && <span className="nums">{showNumber(row.mainNumber)}</span>}
          </span>
          <FirstAccessBar row={row} />
          <CustomerPill row={row} />
        </li>
      ))}
    </ul>
  )
}
