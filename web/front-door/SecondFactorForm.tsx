import { Button } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../design/CodeField.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { PasskeyButton } from './PasskeyButton.tsx'

type Factor = 'totp' | 'passkey' | 'recovery-code'
/** WebAuthn's own words, which only its library reads. */
type Challenge = Record<string, unknown>

type Props = {
  factors: readonly Factor[]
  onCode: (code: string) => Promise<void>
  challenge: () => Promise<Challenge>
  onPasskey: (response: Challenge) => Promise<void>
  onRestart: () => void
}

/** After the password, at either door: a code of the app, a recovery code, or a passkey (spec/security 2.9, 3.5). */
export function SecondFactorForm({ factors, onCode, challenge, onPasskey, onRestart }: Props) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit, clear } = useSubmit()
  const [recovery, setRecovery] = useState(!factors.includes('totp'))
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const [stopped, setStopped] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const given = code.replace(/\s/g, '')

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    setStopped(false)
    if (given.length < 6) {
      field.current?.focus()
      return
    }
    void submit(() => onCode(given))
  }

  function answerWithPasskey(): void {
    setStopped(false)
    void submit(async () => {
      const [{ answerChallenge }, options] = await Promise.all([import('./passkey.ts'), challenge()])
      const response = await answerChallenge(options)
      if (!response) return setStopped(true)
      await onPasskey(response)
    })
  }

  function change(): void {
    setRecovery(!recovery)
    setCode('')
    setTried(false)
    clear()
    field.current?.focus()
  }

  return (
    <>
      <div className="door-head">
        <PageTitle tab={t('secondFactor.page')}>{t('secondFactor.title')}</PageTitle>
        <p className="sub">{t(recovery ? 'secondFactor.recoveryLead' : 'secondFactor.codeLead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        {stopped && <FormProblem title={t('secondFactor.passkeyStopped')} />}
        <CodeField
          ref={field}
          digits={!recovery}
          label={t(recovery ? 'secondFactor.recovery' : 'secondFactor.code')}
          aria-required="true"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={tried && given.length < 6 && t('secondFactor.missing')}
        />
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t('secondFactor.submit')}
        </Button>
        {factors.includes('passkey') && (
          <PasskeyButton busy={busy} onClick={answerWithPasskey}>
            {t('secondFactor.passkey')}
          </PasskeyButton>
        )}
        <div className="door-row">
          {factors.includes('totp') && factors.includes('recovery-code') && (
            <Button variant="subtle" onClick={change}>
              {t(recovery ? 'secondFactor.useCode' : 'secondFactor.useRecovery')}
            </Button>
          )}
          <Button variant="subtle" onClick={onRestart}>
            {t('secondFactor.restart')}
          </Button>
        </div>
      </form>
    </>
  )
}
