import { useTranslation } from 'react-i18next'
import { addresses } from '../front-door/addresses.ts'
import { brand } from './brand.ts'

/** Who answers for the service, and the statements the law asks for. */
export function Footer() {
  const { t } = useTranslation('shell')
  return (
    <footer className="foot">
      {brand.legalFooter && <p>{brand.legalFooter}</p>}
      <p className="foot-links">
        <span>
          {t('support')} <b className="nums">{brand.supportNumber}</b>
        </span>
        <a href={addresses.accessibility}>{t('footer.accessibility')}</a>
        <a href={addresses.privacy}>{t('footer.privacy')}</a>
      </p>
    </footer>
  )
}
