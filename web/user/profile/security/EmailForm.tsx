import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readEmailAddress } from '#domain/email-address.ts'
import { api } from '../../../api.ts'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { Hint } from '../../../design/Note.tsx'
import { acceptSession } from '../../../shell/session.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { refreshProfile } from '../../my-profile.ts'
import { type BoxFormProps, useBoxForm } from './box-form.ts'

type Props = BoxFormProps & {
  /** The code is on its way to this address. */
  onSent: (address: string) => void
}

/** One field. A confirmed address stays in force until the new one is proved. */
export function EmailForm({ ref, profile, submitting, onDirty, onDone, onSent }: Props) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { problem, submit } = submitting
  const { address, status } = profile.email
  const first = status === 'pending' ? (address ?? '') : ''
  const [email, setEmail] = useState(first)
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const flaw = flawOf(email, status === 'verified' ? address : null)
  useBoxForm(ref, 'email', confirm, email !== first, onDirty)

  function confirm(): void {
    setTried(true)
    if (flaw) {
      field.current?.focus()
      return
    }
    void submit(async () => {
      const answer = await delicate(() => api('POST /api/email', { body: { email } }))
      acceptSession(answer.session)
      onDone()
      // The pencil has the focus again before the next dialog opens, so that it gives it back there.
      await refreshProfile()
      onSent(answer.address)
    })
  }

  return (
    <>
      {problem && <FormProblem title={say(problem)} />}
      <TextInput
        ref={field}
        type="email"
        label={t(address === null ? 'email.field' : 'email.newField')}
        name="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={300}
        aria-required="true"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={tried && flaw && t(`email.${flaw}`)}
      />
      <Hint>{t(status === 'verified' ? 'email.changeHint' : 'email.hint')}</Hint>
    </>
  )
}

/** What a browser can say of an address before it is sent. */
function flawOf(typed: string, confirmed: string | null): 'missing' | 'invalid' | 'same' | undefined {
  if (!typed.trim()) return 'missing'
  const address = readEmailAddress(typed)
  if (!address) return 'invalid'
  return address.toLowerCase() === confirmed?.toLowerCase() ? 'same' : undefined
}
