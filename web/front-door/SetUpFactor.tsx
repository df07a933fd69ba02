import { Button } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../design/CodeField.tsx'
import { CopyableText } from '../design/CopyableText.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { QrPicture } from '../design/QrPicture.tsx'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import type { FactorCalls } from '../user/profile/safer/factor-calls.ts'
import { PasskeyButton } from './PasskeyButton.tsx'

const RecoveryCodesDialog = lazy(async () => ({
  default: (await import('../user/profile/safer/RecoveryCodesDialog.tsx')).RecoveryCodesDialog,
}))

type Props = {
  calls: Omit<FactorCalls, 'removeTotp' | 'removePasskey'>
  /** Why it is asked for. */
  lead: string
  onSignOut: () => void
}

/**
 * An authenticator app or a passkey, before anything else: for whoever works at the provider, and for administrators
 * whose contract asks for it. `calls.refresh` goes on once the recovery codes have been read.
 */
export function SetUpFactor({ calls, lead, onSignOut }: Props) {
  const { t } = useTranslation(['access', 'user', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit, clear } = useSubmit()
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [done, setDone] = useState<readonly string[] | null>(null)
  const [unmade, setUnmade] = useState<'stopped' | 'known' | null>(null)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const digits = code.replace(/\s/g, '')
  const sixDigits = /^\d{6}$/.test(digits)

  /** The recovery codes are read before it goes on: it is the only time. */
  async function finish(codes: readonly string[]): Promise<void> {
    if (codes.length > 0) setDone(codes)
    else await calls.refresh()
  }

  function begin(): void {
    setUnmade(null)
    void submit(async () => setBegun(await calls.beginTotp()))
  }

  function confirm(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!sixDigits) {
      field.current?.focus()
      return
    }
    void submit(async () => finish(await calls.confirmTotp(digits)))
  }

  function makePasskeyHere(): void {
    setUnmade(null)
    void submit(async () => {
      const [{ makePasskey }, options] = await Promise.all([
        import('../user/profile/safer/make-passkey.ts'),
        calls.beginPasskey(),
      ])
      const made = await makePasskey(options)
      if (typeof made === 'string') return setUnmade(made)
      const body = { label: t('factor.passkeyLabel'), response: made.response }
      await finish(await calls.addPasskey(body))
    })
  }

  return (
    <>
      <div className="door-head">
        <PageTitle>{t('factor.title')}</PageTitle>
        <p className="sub">{begun ? t('user:authenticator.scan') : lead}</p>
      </div>
      {problem && <FormProblem title={say(problem)} />}
      {unmade && <FormProblem title={t(`user:passkey.${unmade}`)} />}
      {begun ? (
        <form noValidate onSubmit={confirm} className="door-factor">
          <QrPicture text={begun.uri} label={t('user:authenticator.picture')} />
          <div>
            <p className="sub">{t('user:authenticator.secretLead')}</p>
            <CopyableText label={t('user:authenticator.secret')} text={begun.secret.replace(/.{4}(?=.)/g, '$& ')} />
          </div>
          <CodeField
            ref={field}
            autoFocus
            label={t('user:authenticator.code')}
            description={t('user:authenticator.codeHint')}
            aria-required="true"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={tried && !sixDigits && t('user:authenticator.codeMissing')}
          />
          <Button type="submit" size="md" fullWidth loading={busy}>
            {t('shell:action.confirm')}
          </Button>
          <Button
            variant="subtle"
            onClick={() => {
              clear()
              setBegun(null)
            }}
          >
            {t('factor.other')}
          </Button>
        </form>
      ) : (
        <div className="door-form">
          <Button
            size="md"
            fullWidth
            loading={busy}
            leftSection={<IconDeviceMobile size={20} stroke={1.7} aria-hidden="true" />}
            onClick={begin}
          >
            {t('factor.app')}
          </Button>
          {'PublicKeyCredential' in window && (
            <PasskeyButton busy={busy} onClick={makePasskeyHere}>
              {t('factor.passkey')}
            </PasskeyButton>
          )}
          <Button variant="subtle" onClick={onSignOut}>
            {t('shell:menu.signOut')}
          </Button>
        </div>
      )}
      {done && (
        <Suspense fallback={null}>
          <RecoveryCodesDialog codes={done} who={calls.who} onClose={() => void calls.refresh()} />
        </Suspense>
      )}
    </>
  )
}
