import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { useActingProblemText } from './useActingProblemText.ts'
import type { EmailForm } from './useEmailForm.ts'

/** The address, and what happens with it. Somebody else’s: the browser must not offer the administrator’s own. */
export function EmailFields({ form, name }: { form: EmailForm; name: string }) {
  const { t } = useTranslation('directory')
  const say = useActingProblemText()
  const { problem, flaw } = form
  return (
    <>
      {problem && problem.code !== 'acting.missing' && <FormProblem title={say(problem)} />}
      <TextInput
        ref={form.field}
        data-autofocus
        type="email"
        label={t('email.field')}
        name="line-email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={300}
        aria-required="true"
        value={form.email}
        onChange={(event) => form.setEmail(event.currentTarget.value)}
        error={flaw && t(`email.${flaw}`)}
      />
      <Hint>{t('email.hint', { name })}</Hint>
    </>
  )
}
