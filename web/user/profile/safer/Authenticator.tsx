import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { Pill } from '../../../design/Pill.tsx'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import type { FactorCalls } from './factor-calls.ts'
import { RemovalDialog } from './RemovalDialog.tsx'

const AuthenticatorDialog = lazy(() => import('./AuthenticatorDialog.tsx'))

/** The authenticator app: on or off, and the way from one to the other. */
export function Authenticator({ on, mayAdd, calls }: { on: boolean; mayAdd: boolean; calls: FactorCalls }) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [begun, setBegun] = useState<Awaited<ReturnType<FactorCalls['beginTotp']>> | null>(null)
  const [removing, setRemoving] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)

  function begin(): void {
    void submit(async () => setBegun(await delicate(calls.beginTotp)))
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
          <AuthenticatorDialog
            begun={begun}
            calls={calls}
            onClose={() => setBegun(null)}
            onDone={() => title.current?.focus()}
          />
        </Suspense>
      )}
      {removing && (
        <RemovalDialog
          title={t('authenticator.removeTitle')}
          text={t('authenticator.removeText')}
          verb={t('authenticator.remove')}
          done={t('authenticator.removed')}
          send={calls.removeTotp}
          refresh={calls.refresh}
          onClose={() => setRemoving(false)}
          onRemoved={() => title.current?.focus()}
        />
      )}
    </div>
  )
}
