import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../../api.ts'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { Pill } from '../../../design/Pill.tsx'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import { RemovalDialog } from './RemovalDialog.tsx'

const AuthenticatorDialog = lazy(() => import('./AuthenticatorDialog.tsx'))

/** The authenticator app: on or off, and the way from one to the other. */
export function Authenticator({ on, mayAdd }: { on: boolean; mayAdd: boolean }) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [begun, setBegun] = useState<Answer<'POST /api/me/totp/begin'> | null>(null)
  const [removing, setRemoving] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)

  function begin(): void {
    void submit(async () => setBegun(await delicate(() => api('POST /api/me/totp/begin'))))
  }

  return (
    <div className="safer-factor">
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      <div className="safer-head">
        <div className="profile-words">
          <h3 ref={title} tabIndex={-1}>
            {t('authenticator.title')}
          </h3>
          <p>{t('authenticator.text')}</p>
        </div>
        {on && (
          <Pill tone="ok" icon={<IconCheck size={14} stroke={1.9} aria-hidden="true" />}>
            {t('safer.on')}
          </Pill>
        )}
        {on && (
          <Button variant="default" onClick={() => setRemoving(true)}>
            {t('authenticator.remove')}
          </Button>
        )}
        {!on && mayAdd && (
          <Button variant="default" loading={busy} onClick={begin}>
            {t('authenticator.add')}
          </Button>
        )}
        {!on && !mayAdd && <Pill>{t('safer.off')}</Pill>}
      </div>
      {begun && (
        <Suspense fallback={null}>
          <AuthenticatorDialog begun={begun} onClose={() => setBegun(null)} onDone={() => title.current?.focus()} />
        </Suspense>
      )}
      {removing && (
        <RemovalDialog
          title={t('authenticator.removeTitle')}
          text={t('authenticator.removeText')}
          verb={t('authenticator.remove')}
          done={t('authenticator.removed')}
          send={() => api('DELETE /api/me/totp')}
          onClose={() => setRemoving(false)}
          onRemoved={() => title.current?.focus()}
        />
      )}
    </div>
  )
}
