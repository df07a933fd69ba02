import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../design/PageTitle.tsx'
import type { NewSecret } from '../../pbx/phones/phone.ts'
import SecretDialog from '../../pbx/phones/SecretDialog.tsx'
import { useApi } from '../../shell/queries.ts'
import { DataTabs } from '../DataTabs.tsx'
import { AddCompanyPhone } from './AddCompanyPhone.tsx'
import { PhoneFilters } from './PhoneFilters.tsx'
import { PhonesList } from './PhonesList.tsx'
import { readPhonesAddress, writePhonesAddress } from './phones-address.ts'
import './PhonesPage.css'

/** Gestione dati → Telefoni: every phone of the company, whose it is and whether it is connected. */
export default function PhonesPage() {
  const { t } = useTranslation(['phones', 'directory'])
  const state = readPhonesAddress(useSearch({ strict: false }))
  const navigate = useNavigate()
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewSecret | null>(null)
  const found = useApi('GET /api/directory/phones', { query: state })
  const change = (part: Partial<typeof state>, replace = false) =>
    void navigate({
      to: '.',
      search: writePhonesAddress({ ...state, page: 1, ...part }),
      replace,
      resetScroll: false,
    })
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('directory:tab.phones')}>{t('directory:title')}</PageTitle>
          <p className="sub">{t('directory:lead')}</p>
        </div>
        <Button leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      </div>
      <DataTabs current="/gestione-dati/telefoni">
        <p className="sub phones-lead">{t('tab.lead')}</p>
        <PhoneFilters state={state} onChange={change} />
        <PhonesList found={found} state={state} onChange={change} onAdd={() => setAdding(true)} />
      </DataTabs>
      <Suspense fallback={null}>
        {adding && (
          <AddCompanyPhone
            onMade={(secret) => {
              setAdding(false)
              setMade(secret)
            }}
            onClose={() => setAdding(false)}
          />
        )}
        {made && <SecretDialog made={made} onClose={() => setMade(null)} />}
      </Suspense>
    </>
  )
}
