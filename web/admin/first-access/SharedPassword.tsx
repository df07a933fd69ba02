import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Hint, Note } from '../../design/Note.tsx'
import { Pill } from '../../design/Pill.tsx'
import { showDay } from '../../pbx/show-time.ts'
import { useFullSession } from '../../shell/useSession.ts'
import type { Cockpit } from './FirstAccessPage.tsx'
import { CloseDialog, ReopenDialog, RotateDialog } from './SharedPasswordDialogs.tsx'

type Doing = 'close' | 'reopen' | 'rotate'

/** The one password of all: close it, open it again for some days, or make another (spec/security 1.4.2, 1.4.11). */
export function SharedPassword({ shared }: { shared: Cockpit['shared'] }) {
  const { t } = useTranslation('first-access')
  const { wholeCompany } = useFullSession().viewer
  const [doing, setDoing] = useState<Doing | null>(null)
  const open = shared.state === 'open'
  const close = () => setDoing(null)
  const navigate = useNavigate()
  const showMissing = () => void navigate({ to: '/gestione-dati/utenti', search: () => ({ accesso: 'never-entered' }) })
  return (
    <section className="card first-card" aria-labelledby="shared-title">
      <div>
        <div className="first-head">
          <h2 className="h2" id="shared-title">
            {t('shared.title')}
          </h2>
          <Pill tone={open ? 'warm' : 'ok'}>
            {open && shared.openUntil
              ? t('shared.openUntil', { date: showDay(shared.openUntil) })
              : t(open ? 'shared.open' : 'shared.closed')}
          </Pill>
        </div>
        <p className="sub">{t(open ? 'shared.lines' : 'shared.closedText', { count: shared.lines })}</p>
        <p className="sub">{t('shared.dates', { set: showDay(shared.setAt), expires: showDay(shared.expiresAt) })}</p>
      </div>
      {shared.invitationsOnly && open && <Hint>{t('shared.invitationsOnly')}</Hint>}
      {shared.closeSuggested && <Note tone="warm">{t('shared.suggest')}</Note>}
      {!wholeCompany && <Hint>{t('shared.wholeCompany')}</Hint>}
      <div className="first-acts">
        {wholeCompany && open && (
          <Button variant="default" onClick={() => setDoing('close')}>
            {t('shared.close')}
          </Button>
        )}
        {wholeCompany && !open && (
          <Button variant="default" onClick={() => setDoing('reopen')}>
            {t('shared.reopen')}
          </Button>
        )}
        {wholeCompany && (
          <Button variant="default" onClick={() => setDoing('rotate')}>
            {t('shared.rotate')}
          </Button>
        )}
        {shared.lines > 0 && (
          <Button variant="subtle" onClick={showMissing}>
            {t('shared.showMissing')}
          </Button>
        )}
      </div>
      {doing === 'close' && <CloseDialog onClose={close} />}
      {doing === 'reopen' && <ReopenDialog onClose={close} />}
      {doing === 'rotate' && <RotateDialog onClose={close} />}
    </section>
  )
}
