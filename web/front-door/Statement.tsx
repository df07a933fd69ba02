import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../design/PageTitle.tsx'
import { SkipLink } from '../design/SkipLink.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import { brand } from '../shell/brand.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import './Statement.css'

/** A page of plain text that everybody may read. */
export function Statement({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t } = useTranslation('statements')
  return (
    <div className="statement">
      <SkipLink />
      <header className="between">
        <a href="/" className="statement-home">
          <Wordmark name={brand.name} />
        </a>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        <PageTitle>{title}</PageTitle>
        <p className="sub">{lead}</p>
        {children}
        <p>
          <a className="link" href="/">
            {t('back')}
          </a>
        </p>
      </main>
    </div>
  )
}
