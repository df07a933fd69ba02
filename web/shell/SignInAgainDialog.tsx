import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Dialog } from '../design/Dialog.tsx'
import { queries } from './queries.ts'
import { SignInAgainForm } from './SignInAgainForm.tsx'
import { acceptSession, type FullSession, type Session } from './session.ts'
import { showNumber } from './show-number.ts'
import { useFullSession } from './useSession.ts'

/**
 * The session has ended with the page open: the same person signs in again over it, and what they had written
 * is still there. The page behind is covered meanwhile.
 */
export default function SignInAgainDialog({ onResumed }: { onResumed: () => void }) {
  const { t } = useTranslation('shell')
  const before = useFullSession()
  const { number } = before.viewer

  /** Goes on as before when the new session can; otherwise the front door has to speak. */
  async function resume(session: Session): Promise<void> {
    const full = await inView(session, before.view)
    if (!full) return location.assign('/')
    acceptSession(full)
    onResumed()
    await queries.invalidateQueries()
  }

  async function givePassword(password: string): Promise<boolean> {
    const answer = await api('POST /api/session', { body: { number, password, remember: false } })
    if (answer.result === 'expired') location.assign('/')
    else if (answer.session.state === 'second-factor') return true
    else await resume(answer.session)
    return false
  }

  return (
    <Dialog
      curtain
      title={t('again.title')}
      lead={
        <>
          {t('again.text')}
          <br />
          <bdi>{t('again.who', { name: before.viewer.name, number: showNumber(number) })}</bdi>
        </>
      }
    >
      <SignInAgainForm
        name={showNumber(number)}
        door="/"
        onPassword={givePassword}
        onCode={async (code) => resume((await api('POST /api/session/second-factor', { body: { code } })).session)}
      />
    </Dialog>
  )
}

/** A full session in the profile that was open; undefined when something else must be done first. */
async function inView(session: Session, view: FullSession['view']): Promise<FullSession | undefined> {
  if (session.state === 'full' && session.view === view) return session
  if (session.state !== 'full' && !(session.state === 'gate' && session.step === 'view')) return undefined
  const chosen = (await api('POST /api/session/view', { body: { view } })).session
  return chosen.state === 'full' ? chosen : undefined
}
