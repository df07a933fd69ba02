import { Button } from '@mantine/core'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../design/Choice.tsx'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { useApi } from '../../shell/queries.ts'
import { DeskPager } from '../DeskPager.tsx'
import { newCustomerPage } from '../registry.ts'
import { useStaff } from '../useStaffSession.ts'
import { CustomerCards } from './CustomerCards.tsx'
import { CustomersTable } from './CustomersTable.tsx'
import './Customers.css'
import { type CustomerList, orders, readAddress, states, writeAddress } from './list-address.ts'

const size = 25

/** "Clienti" (screen 12): found by name, VAT number or any number of theirs. */
export default function CustomersPage() {
  const { t } = useTranslation('desk')
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { role } = useStaff()
  const list = readAddress(useSearch({ strict: false }))
  const { data, error, refetch } = useApi('GET /api/provider/customers', {
    query: {
      search: list.search,
      ...(list.state ? { state: list.state } : {}),
      order: list.order,
      page: list.page,
      size,
    },
  })
  const newCustomer = newCustomerPage(role)

  function change(part: Partial<CustomerList>, replace = false): void {
    void navigate({ to: '/', search: writeAddress({ ...list, page: 1, ...part }), replace, resetScroll: false })
  }

  const rows = data?.customers ?? []
  const from = (list.page - 1) * size + 1
  const narrowed = list.search !== '' || list.state !== undefined
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('customers.title')}</PageTitle>
          <p className="sub">{t('customers.lead')}</p>
        </div>
        {newCustomer && (
          <Button
            component={Link}
            to={newCustomer.path}
            leftSection={<IconPlus size={18} stroke={1.8} aria-hidden="true" />}
          >
            {t('customers.new')}
          </Button>
        )}
      </div>
      <section className="card" aria-label={t('customers.title')}>
        <search className="desk-filters">
          <SearchField
            className="desk-filter-wide"
            aria-label={t('customers.search')}
            placeholder={t('customers.search')}
            maxLength={80}
            value={list.search}
            onSearch={(search, replace) => change({ search }, replace)}
            clearLabel={t('customers.clear')}
          />
          <Choice
            aria-label={t('customers.state')}
            data={[
              { value: 'all', label: t('customers.allStates') },
              ...states.map((state) => ({ value: state, label: t(`state.${state}`) })),
            ]}
            value={list.state ?? 'all'}
            onChange={(value) => change({ state: states.find((state) => state === value) })}
          />
          <Choice
            aria-label={t('customers.order')}
            data={orders.map((order) => ({ value: order, label: t(`order.${order}`) }))}
            value={list.order}
            onChange={(order) => change({ order })}
          />
        </search>
        <div aria-busy={!data && !error}>
          {!data && !error && <SkeletonRows rows={9} height={56} />}
          {!data && error && <LoadError onRetry={() => void refetch()} />}
          {data && rows.length === 0 && (
            <Empty
              icon={IconBuilding}
              title={t(narrowed ? 'customers.noneFound' : 'customers.none')}
              text={t(narrowed ? 'customers.noneFoundText' : 'customers.noneText')}
              action={
                narrowed && (
                  <Button variant="default" onClick={() => change({ search: '', state: undefined })}>
                    {t('customers.showAll')}
                  </Button>
                )
              }
            />
          )}
          {rows.length > 0 && (narrow ? <CustomerCards rows={rows} /> : <CustomersTable rows={rows} />)}
        </div>
        {data && rows.length > 0 && (
          <DeskPager
            page={list.page}
            more={list.page * size < data.total}
            said={t('customers.range', { from, to: from + rows.length - 1, total: data.total })}
            onTurn={(page) => change({ page })}
          />
        )}
      </section>
    </>
  )
}
