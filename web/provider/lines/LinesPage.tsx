import { IconPhone } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import '../customer/Customer.css'
import '../customers/Customers.css'
import { DeskPager } from '../DeskPager.tsx'
import { LinesList } from './LinesList.tsx'

/** "Linee": any line of any customer, by how its number or name begins. */
export default function LinesPage() {
  const { t } = useTranslation('desk')
  const navigate = useNavigate()
  const address = useSearch({ strict: false }) as { cerca?: string; pagina?: string }
  const search = (address.cerca ?? '').slice(0, 80)
  const page = Math.min(40, Math.max(1, Math.trunc(Number(address.pagina)) || 1))
  const { data, error, refetch } = useApi('GET /api/provider/lines', { query: { search, page } })

  function show(cerca: string, pagina: number, replace: boolean): void {
    const next = { ...(cerca ? { cerca } : {}), ...(pagina > 1 ? { pagina: String(pagina) } : {}) }
    void navigate({ to: '/linee', search: next, replace, resetScroll: false })
  }

  const lines = data?.lines ?? []
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('page.lines')}</PageTitle>
          <p className="sub">{t('lines.lead')}</p>
        </div>
      </div>
      <section className="card" aria-label={t('page.lines')}>
        <search className="desk-tab-search">
          <SearchField
            aria-label={t('lines.searchAll')}
            placeholder={t('lines.searchAll')}
            maxLength={80}
            value={search}
            onSearch={(next, replace) => show(next, 1, replace)}
            clearLabel={t('customers.clear')}
          />
        </search>
        {!data && !error && <SkeletonRows rows={6} height={54} />}
        {!data && error && <LoadError onRetry={() => void refetch()} />}
        {data && lines.length === 0 && (
          <Empty
            icon={IconPhone}
            title={t(search ? 'lines.none' : 'lines.begin')}
            text={t(search ? 'lines.noneText' : 'lines.beginText')}
          />
        )}
        {data && lines.length > 0 && (
          <>
            <LinesList lines={lines} withCustomer />
            <DeskPager
              page={page}
              more={data.more}
              said={t('lines.shown', { from: (page - 1) * 25 + 1, to: (page - 1) * 25 + lines.length })}
              onTurn={(next) => show(search, next, false)}
            />
          </>
        )}
      </section>
    </>
  )
}
