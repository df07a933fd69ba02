import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { Hint } from '../design/Note.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { brand } from '../shell/brand.ts'
import { acceptSession, type GateSession } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { ChangePasswordFields } from './ChangePasswordFields.tsx'
import { KnownNumber } from './KnownNumber.tsx'
import { useChangePassword } from './useChangePassword.ts'

/** The temporary password must go before anything else (guide figures 3 and 9). */
export function ChangePassword({ session }: { session: GateSession }) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const submitting = useSubmit()
  const { busy, problem } = submitting
  const changing = useChangePassword({
    number: session.number,
    minimum: session.passwordMinimum,
    submitting,
    save: async (body) => acceptSession((await api('POST /api/password/change', { body })).session),
  })

  function send(event: FormEvent): void {
    event.preventDefault()
    changing.send()
  }

  return (
    <section role="dialog" aria-labelledby="change-password" className="door-form">
      <div className="door-head">
        <PageTitle id="change-password">{t('password.title')}</PageTitle>
        <p className="sub">
          <span>{t('password.expired')}</span> <span>{t('password.validity')}</span>
        </p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        <KnownNumber number={session.number} />
        <ChangePasswordFields
          changing={changing}
          name="old-password"
          label={t('password.old')}
          description={t('password.oldHint')}
          missing={t('password.oldMissing')}
          wrong={t('password.oldWrong')}
        />
        <Button type="submit" size="md" fullWidth loading={busy} className="door-upper">
          {t('password.submit')}
        </Button>
        <Hint>{t('password.forgotten', { support: brand.supportNumber })}</Hint>
      </form>
    </section>
  )
}
