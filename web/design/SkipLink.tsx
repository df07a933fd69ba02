import { useTranslation } from 'react-i18next'

/** The first stop of the Tab key: past the bars, to the page (`<main id="content" tabIndex={-1}>`). */
export function SkipLink() {
  const { t } = useTranslation('shell')
  return (
    <a className="skip" href="#content">
      {t('skip')}
    </a>
  )
}
