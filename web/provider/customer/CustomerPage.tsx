import { Tabs, TabsList, TabsPanel, TabsTab } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { currentLanguage } from '../../shell/language.ts'
import { useApi } from '../../shell/queries.ts'
import { showLongDay } from '../../user/show-long-day.ts'
import '../customers/Customers.css'
import { DeskNotFound } from '../DeskNotFound.tsx'
import {
  type Customer,
  type CustomerPartProps,
  type CustomerTab,
  customerKey,
  customerTabs,
  loaderOf,
  maySee,
} from '../registry.ts'
import { showVat } from '../show-vat.ts'
import { useStaff } from '../useStaffSession.ts'
import './Customer.css'
import { StateActions } from './StateActions.tsx'

/** A customer (screen 12b): who they are, and what the desk can do for them. */
export default function CustomerPage() {
  const { companyId } = useParams({ strict: false }) as { companyId: string }
  const { data: customer, error, refetch } = useApi(customerKey, { params: { companyId } })
  if (!customer && error?.code === 'not-found') return <DeskNotFound />
  if (!customer && error) return <LoadError level={1} onRetry={() => void refetch()} />
  if (customer?.id !== companyId) return <SkeletonRows rows={6} height={56} />
  return <Loaded customer={customer} />
}

function Loaded({ customer }: { customer: Customer }) {
  const { t } = useTranslation('desk')
  return (
    <>
      <nav className="desk-crumbs" aria-label={t('customer.crumbs')}>
        <Link to="/" className="link">
          {t('customers.title')}
        </Link>
        <IconChevronRight size={16} stroke={1.8} aria-hidden="true" />
        <bdi>{customer.name}</bdi>
      </nav>
      <div className="page-head">
        <div>
          <PageTitle>
            <bdi>{customer.name}</bdi>
          </PageTitle>
          <p className="sub desk-facts">
            {customer.vatNumber && (
              <span className="nums">{t('customer.vat', { vat: showVat(customer.vatNumber) })}</span>
            )}
            {customer.contractNumber && (
              <span className="nums">{t('customer.contract', { number: customer.contractNumber })}</span>
            )}
            <span>{t('customer.since', { date: showLongDay(customer.activatedAt, currentLanguage()) })}</span>
          </p>
        </div>
        <StateActions customer={customer} />
      </div>
      <Parts customer={customer} />
    </>
  )
}

/** The tabs that exist and that this role may see; which one is open stands in the address. */
function Parts({ customer }: { customer: Customer }) {
  const { t } = useTranslation('desk')
  const navigate = useNavigate()
  const { role } = useStaff()
  const address = useSearch({ strict: false }) as { scheda?: string }
  const tabs = customerTabs.filter((tab) => maySee(role, tab))
  const open = tabs.find((tab) => tab.key === address.scheda) ?? tabs[0]
  if (!open) return null

  function show(key: string | null): void {
    const search = key && key !== tabs[0]?.key ? { scheda: key } : {}
    void navigate({ to: '.', search, replace: true, resetScroll: false })
  }

  return (
    <Tabs value={open.key} onChange={show} keepMounted={false} className="desk-tabs">
      <div className="card">
        <TabsList aria-label={t('tab.label')}>
          {tabs.map((tab) => {
            const count = tab.count?.(customer)
            return (
              <TabsTab key={tab.key} value={tab.key}>
                {t(tab.title)}
                {count !== undefined && (
                  <span className="desk-tab-count nums"> {count.toLocaleString(currentLanguage())}</span>
                )}
              </TabsTab>
            )
          })}
        </TabsList>
        <TabsPanel value={open.key}>
          <Suspense fallback={<SkeletonRows rows={4} height={56} />}>
            <Part key={open.key} tab={open} customer={customer} />
          </Suspense>
        </TabsPanel>
      </div>
    </Tabs>
  )
}

function Part({ tab, customer }: { tab: CustomerTab; customer: Customer }) {
  const Content = useMemo(() => contentOf(tab), [tab])
  return Content ? <Content customer={customer} /> : null
}

const contents = new Map<string, ComponentType<CustomerPartProps>>()

/** One component a tab, however often the page is drawn. */
function contentOf(tab: CustomerTab): ComponentType<CustomerPartProps> | undefined {
  const load = loaderOf<CustomerPartProps>(tab)
  if (!load) return undefined
  const known = contents.get(tab.key) ?? lazy(load)
  contents.set(tab.key, known)
  return known
}
