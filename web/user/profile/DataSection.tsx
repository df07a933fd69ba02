import { useTranslation } from 'react-i18next'
import { brand } from '../../shell/brand.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { LineFacts } from '../LineFacts.tsx'

/** What the provider and the company have set up for this line: for reading, and who can correct it. */
export function DataSection() {
  const { t } = useTranslation('user')
  const { viewer } = useFullSession()
  return (
    <>
      <p className="sub">
        {viewer.administrator ? t('data.leadAdministrator', { support: brand.supportNumber }) : t('data.lead')}
      </p>
      <div className="card">
        <LineFacts viewer={viewer} layout="grid" />
      </div>
    </>
  )
}
