import { Button } from '@mantine/core'
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../api.ts'
import { CodeField } from '../../design/CodeField.tsx'
import { CopyableText } from '../../design/CopyableText.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { QrPicture } from '../../design/QrPicture.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptStaffSession, type StaffSession, signOutStaff } from '../staff-session.ts'

const RecoveryCodesDialog = lazy(async () => ({
  default: (await import('../../user/profile/safer/RecoveryCodesDialog.tsx')).RecoveryCodesDialog,
}))

/** Nobody works at the desk with a password alone: an authenticator app or a passkey, at the first sign-in. */
export default function SetUpFactor() {
  const { t } = useTranslation(['desk', 'user', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit, clear } = useSubmit()
  const [begun, setBegun] = useState<Answer<'POST /api/provider/me/totp/begin'> | null>(null)
  const [done, setDone] = useState<{ codes: readonly string[]; session: StaffSession } | null>(null)
  const [unmade, setUnmade] = useState<'stopped' | 'known' | null>(null)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const digits = code.replace(/\s/g, '')
  const sixDigits = /^\d{6}$/.test(digits)

  /** The recovery codes are read before the desk opens: it is the only time. */
  function finish({ recoveryCodes, session }: Answer<'POST /api/provider/me/totp/confirm'>): void {
    if (recoveryCodes.length > 0) setDone({ codes: recoveryCodes, session })
    else acceptStaffSession(session)
  }

  function begin(): void {
    setUnmade(null)
    void submit(async () => setBegun(await api('POST /api/provider/me/totp/begin')))
  }

  function confirm(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!sixDigits) {
      field.current?.focus()
      return
    }
    void submit(async () => finish(await api('POST /api/provider/me/totp/confirm', { body: { code: digits } })))
  }

  function makePasskeyHere(): void {
    setUnmade(null)
    void submit(async () => {
      const [{ makePasskey }, options] = await Promise.all([
        import('../../user/profile/safer/make-passkey.ts'),
        api('POST /api/provider/me/passkeys/options'),
      ])
      const made = await makePasskey(options)
      if (typeof made === 'string') return setUnmade(made)
      const body = { label: t('factor.passkeyLabel'), response: made.response }
      finish(await api('POST /api/provider/me/passkeys', { body }))
    })
  }

  return (
    <>
      <div className="door-head">
        <PageTitle>{t('factor.title')}</PageTitle>
        <p className="sub">{t(begun ? 'user:authenticator.scan' : 'factor.lead')}</p>
      </div>
      {problem && <FormProblem title={say(problem)} />}
      {unmade && <FormProblem title={t(`user:passkey.${unmade}`)} />}
      {begun ? (
        <form noValidate onSubmit={confirm} className="desk-door-factor">
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
            <Button
              variant="default"
              size="md"
              fullWidth
              disabled={busy}
              leftSection={<IconFingerprint size={20} stroke={1.7} aria-hidden="true" />}
              onClick={makePasskeyHere}
            >
              {t('factor.passkey')}
            </Button>
          )}
          <Button variant="subtle" onClick={() => void signOutStaff()}>
            {t('shell:menu.signOut')}
          </Button>
        </div>
      )}
      {done && (
        <Suspense fallback={null}>
          <RecoveryCodesDialog codes={done.codes} who={t('pill')} onClose={() => acceptStaffSession(done.session)} />
        </Suspense>
      )}
    </>
  )
}
