import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { showVat } from '../show-vat.ts'
import { CustomerLink, CustomerPill, FirstAccessBar, type ListedCustomer } from './customer-row.tsx'

/** The columns of screen 12. */
export function CustomersTable({ rows }: { rows: readonly ListedCustomer[] }) {
  const { t } = useTranslation('desk')
  return (
    <ScrollRegion className="desk-scroll" label={t('customers.list')}>
      <table className="desk-table">
        <caption className="vh">{t('customers.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.customer')}</th>
            <th scope="col">{t('column.vat')}</th>
            <th scope="col">{t('column.place')}</th>
            <th scope="col">{t('column.number')}</th>
            <th scope="col" className="desk-count">
              {t('column.lines')}
            </th>
            <th scope="col">{t('column.firstAccess')}</th>
            <th scope="col">{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="desk-row">
              <th scope="row">
                <CustomerLink row={row} />
              </th>
              <td className="nums desk-quiet">{showVat(row.vatNumber)}</td>
              <td>
                <bdi>{row.place}</bdi>
              </td>
              <td className="nums">{row.mainNumber && showNumber(row.mainNumber)}</td>
              <td className="nums desk-count">{row.lines}</td>
              <td>
                <FirstAccessBar row={row} />
              </td>
              <td className="desk-last">
                <CustomerPill row={row} />
                <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
