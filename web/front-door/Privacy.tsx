import { useTranslation } from 'react-i18next'
import { brand } from '../shell/brand.ts'
import { Statement } from './Statement.tsx'

/** Which data the portal uses. */
export default function Privacy() {
  const { t } = useTranslation('statements')
  return (
    <Statement title={t('privacy.title')} lead={t('privacy.lead')}>
      <h2>{t('privacy.dataTitle')}</h2>
      <ul>
        <li>{t('privacy.data1')}</li>
        <li>{t('privacy.data2')}</li>
        <li>{t('privacy.data3')}</li>
      </ul>
      <h2>{t('privacy.cookiesTitle')}</h2>
      <p>{t('privacy.cookies')}</p>
      <h2>{t('privacy.passwordTitle')}</h2>
      <p>{t('privacy.password')}</p>
      <h2>{t('privacy.rightsTitle')}</h2>
      <p>{t('privacy.rights', { support: brand.supportNumber })}</p>
      {brand.legalFooter && (
        <>
          <h2>{t('privacy.ownerTitle')}</h2>
          <p>{brand.legalFooter}</p>
        </>
      )}
    </Statement>
  )
}
