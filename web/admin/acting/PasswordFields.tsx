import { Radio } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { PasswordField } from '../../design/PasswordField.tsx'
import { useActingProblemText } from './useActingProblemText.ts'
import type { PasswordForm } from './usePasswordForm.ts'
import './PasswordFields.css'

export type Configuration = Answer<'GET /api/directory/lines/:lineId/configuration'>

/** Which password, and how it reaches the user. */
export function PasswordFields({ form, configuration }: { form: PasswordForm; configuration: Configuration }) {
  const { t, i18n } = useTranslation(['directory', 'access'])
  const say = useActingProblemText()
  const { passwordMinimum: minimum, email } = configuration
  const { problem } = form
  const mayMail = email.status === 'verified'
  const flaws = form.flaws.map((flaw) => {
    // The front door’s sentences speak to the owner; only this one would be wrong here.
    if (flaw === 'contains-personal') return t('password.personal')
    return i18n.exists(`access:flaw.${flaw}`) ? t(`access:flaw.${flaw}` as 'access:flaw.too-short', { minimum }) : ''
  })
  const refused = problem?.code === 'password.refused'
  useEffect(() => {
    if (refused) form.field.current?.focus()
  }, [refused, form.field])
  return (
    <>
      {problem && !refused && problem.code !== 'acting.missing' && <FormProblem title={say(problem)} />}
      <Radio.Group
        className="radios"
        label={t('password.kind')}
        value={form.kind}
        onChange={(value) => form.setKind(value === 'typed' ? 'typed' : 'generated')}
      >
        <Radio value="generated" label={t('password.generated')} description={t('password.generatedHint')} />
        <Radio value="typed" label={t('password.typed')} description={t('password.typedHint', { minimum })} />
      </Radio.Group>
      {form.kind === 'typed' && (
        <PasswordField
          ref={form.field}
          label={t('password.field')}
          name="temporary-password"
          autoComplete="new-password"
          aria-required="true"
          value={form.password}
          onChange={(event) => form.setPassword(event.currentTarget.value)}
          error={(form.missing && t('password.missing')) || (refused && (flaws.join(' ').trim() || say(problem)))}
        />
      )}
      <Radio.Group
        className="radios"
        label={t('password.deliver')}
        value={form.deliver}
        onChange={(value) => form.setDeliver(value === 'send' ? 'send' : 'show')}
      >
        <Radio value="show" label={t('password.show')} description={t('password.showHint')} />
        <Radio
          value="send"
          label={t('password.send')}
          disabled={!mayMail}
          description={mayMail ? t('password.sendHint', { email: email.masked }) : t('password.sendNever')}
        />
      </Radio.Group>
      <Hint>{t('password.effect')}</Hint>
    </>
  )
}
