import { useTranslation } from 'react-i18next'
import { brand } from '../shell/brand.ts'
import { Statement } from './Statement.tsx'

/** The accessibility statement. */
export default function Accessibility() {
  const { t } = useTranslation('statements')
  return (
    <Statement title={t('accessibility.title')} lead={t('accessibility.lead', { name: brand.name })}>
      <h2>{t('accessibility.levelTitle')}</h2>
      <p>{t('accessibility.level')}</p>
      <h2>{t('accessibility.howTitle')}</h2>
      <ul>
        <li>{t('accessibility.how1')}</li>
        <li>{t('accessibility.how2')}</li>
        <li>{t('accessibility.how3')}</li>
        <li>{t('accessibility.how4')}</li>
      </ul>
      <h2>{t('accessibility.knownTitle')}</h2>
      <p>{t('accessibility.known')}</p>
      <h2>{t('accessibility.contactTitle')}</h2>
      <p>{t('accessibility.contact', { support: brand.supportNumber })}</p>
    </Statement>
  )
}
