import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SectionIndex, showSection } from '../../design/SectionIndex.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { useProfile } from '../my-profile.ts'
import { sections } from './sections.ts'
import { AskedBoxContext, type Box, isBox } from './security/asked-box.ts'
import './ProfilePage.css'

/** “Il mio profilo” (guide figures 10 to 12): everything of one’s own on one page, with an index. */
export default function ProfilePage() {
  const { t } = useTranslation(['user', 'access', 'activity', 'call-settings', 'call-handling'])
  const { viewer } = useFullSession()
  const [asked, ask] = useState<Box | null>(null)
  const askedBox = useMemo(() => ({ asked, ask }), [asked])
  useArrival(ask)
  return (
    <AskedBoxContext value={askedBox}>
      <div className="page-head">
        <div>
          <PageTitle>{t('profile.title')}</PageTitle>
          <p className="sub">
            <bdi>{viewer.name}</bdi> · <span className="nums">{showNumber(viewer.number)}</span> ·{' '}
            <span className="nums">{t('line.withExtension', { extension: viewer.extension })}</span>
          </p>
        </div>
      </div>
      <div className="profile">
        <SectionIndex
          label={t('profile.index')}
          entries={sections.map(({ id, title, icon }) => ({ id, title: t(title), icon }))}
        />
        <div className="profile-sections">
          {sections.map(({ id, title, content: Content }) => (
            <section key={id} id={id} className="profile-section" aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`} tabIndex={-1}>
                {t(title)}
              </h2>
              <Content />
            </section>
          ))}
        </div>
      </div>
    </AskedBoxContext>
  )
}

/** `/profilo#attivita` leads to that section, `/profilo#pin` opens that box, once the page has its height. */
function useArrival(ask: (box: Box) => void): void {
  const hash = useLocation({ select: (location) => location.hash })
  const ready = useProfile().data !== undefined
  useEffect(() => {
    if (!ready) return
    if (isBox(hash)) ask(hash)
    else if (sections.some(({ id }) => id === hash)) showSection(hash)
  }, [hash, ready, ask])
}
