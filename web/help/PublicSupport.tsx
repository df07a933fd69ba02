import { useTranslation } from 'react-i18next'
import '../shell/Frame.css'
import { SkipLink } from '../design/SkipLink.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import { LanguageSwitch } from '../front-door/LanguageSwitch.tsx'
import { brand } from '../shell/brand.ts'
import { Footer } from '../shell/Footer.tsx'
import { useSession } from '../shell/useSession.ts'
import './PublicSupport.css'
import SupportPage from './SupportPage.tsx'

/** Assistenza for whoever is not signed in, which is when it is needed most. */
export default function PublicSupport() {
  const { t } = useTranslation('help')
  const session = useSession()
  const inside = session !== null && !(session instanceof Error) && session.state !== 'anonymous'
  return (
    <>
      <SkipLink />
      <header className="top">
        <div className="top-in">
          <a href="/" className="top-name">
            <Wordmark name={brand.name} />
          </a>
          <div className="top-right public-help">
            <LanguageSwitch />
            <a className="link" href="/">
              {t(inside ? 'public.back' : 'public.signIn')}
            </a>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="page">
        <SupportPage />
      </main>
      <Footer />
    </>
  )
}
