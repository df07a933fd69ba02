import { useTranslation } from 'react-i18next'
import { addresses } from '../front-door/addresses.ts'
import './Rights.css'

/** Accessibility and privacy: a line each, and the whole text. */
export function Rights() {
  const { t } = useTranslation('help')
  return (
    <div className="rights">
      <section className="card" aria-labelledby="rights-accessibility">
        <h2 className="h2" id="rights-accessibility">
          {t('rights.accessibility')}
        </h2>
        <p>{t('rights.accessibilityText')}</p>
        <a className="link" href={addresses.accessibility}>
          {t('rights.accessibilityLink')}
        </a>
      </section>
      <section className="card" aria-labelledby="rights-privacy">
        <h2 className="h2" id="rights-privacy">
          {t('rights.privacy')}
        </h2>
        <p>{t('rights.privacyText')}</p>
        <a className="link" href={addresses.privacy}>
          {t('rights.privacyLink')}
        </a>
      </section>
    </div>
  )
}
