import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../design/PageTitle.tsx'
import { SectionIndex, showSection } from '../design/SectionIndex.tsx'
import { useSession } from '../shell/useSession.ts'
import { ArticleView } from './ArticleView.tsx'
import { isSearch, useArticles } from './articles.ts'
import { ContactCard } from './ContactCard.tsx'
import { termsOf } from './find.ts'
import { GuideSearch } from './GuideSearch.tsx'
import { NothingFound } from './NothingFound.tsx'
import { OutsideNumbers } from './OutsideNumbers.tsx'
import { Rights } from './Rights.tsx'
import './SupportPage.css'

const SupportCode = lazy(() => import('./SupportCode.tsx'))

/** Assistenza: the guide in its own steps, searchable, and who answers. The same page before and after signing in. */
export default function SupportPage() {
  const { t } = useTranslation('help')
  const [query, setQuery] = useState('')
  const articles = useArticles(query)
  const session = useSession()
  const inside = session !== null && !(session instanceof Error) && session.state === 'full'
  const terms = termsOf(query)
  useArrival()
  return (
    <>
      <div className="page-head help-head">
        <div>
          <PageTitle>{t('title')}</PageTitle>
          <p className="sub">{t('lead')}</p>
        </div>
        <GuideSearch query={query} onChange={setQuery} />
      </div>
      <div className="help">
        <div className="help-aside">
          <ContactCard />
          {inside && (
            <Suspense fallback={null}>
              <SupportCode />
            </Suspense>
          )}
          {articles.length > 0 && <SectionIndex label={t('index')} entries={articles} />}
        </div>
        <div className="help-articles">
          <p role="status" className={isSearch(query) && articles.length > 0 ? 'help-found' : 'vh'}>
            {isSearch(query) && t('found', { count: articles.length })}
          </p>
          {articles.map((article) => (
            <ArticleView key={article.id} article={article} terms={terms} />
          ))}
          {articles.length === 0 && <NothingFound query={query} onClear={() => setQuery('')} />}
          <OutsideNumbers />
          <Rights />
        </div>
      </div>
    </>
  )
}

/** `/assistenza#ricordami`, as somebody may have sent it, leads to that topic. */
function useArrival(): void {
  useEffect(() => {
    const arrive = () => location.hash && showSection(decodeURIComponent(location.hash.slice(1)))
    arrive()
    addEventListener('hashchange', arrive)
    return () => removeEventListener('hashchange', arrive)
  }, [])
}
