import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../design/Choice.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { brand } from '../../shell/brand.ts'
import { RequestList } from './RequestList.tsx'

/** “Richieste” of every customer, the newest first. */
export default function RequestsPage() {
  const { t } = useTranslation('restores')
  const search = useSearch({ strict: false }) as { mostra?: string }
  const navigate = useNavigate()
  const show = search.mostra === 'tutte' ? 'all' : 'open'
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('list.title')}</PageTitle>
          <p className="sub">{t('list.lead', { support: brand.supportNumber })}</p>
        </div>
        <Choice
          aria-label={t('list.show')}
          value={show}
          data={[
            { value: 'open', label: t('list.open') },
            { value: 'all', label: t('list.all') },
          ]}
          onChange={(value) =>
            void navigate({ to: '/richieste', search: (value === 'all' ? { mostra: 'tutte' } : {}) as never })
          }
        />
      </div>
      <div className="card requests-card">
        <RequestList key={show} show={show} withCompany />
      </div>
    </>
  )
}
