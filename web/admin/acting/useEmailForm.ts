import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readEmailAddress } from '#domain/email-address.ts'
import { api } from '../../api.ts'
import { toastDone } from '../../design/toast.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshDirectory } from './grant.ts'
import type { LiveGrant } from './useGrant.ts'

type Props = { lineId: string; grant: LiveGrant; onEntered: () => void }

/** The e-mail of a line that has no confirmed one (S69): it counts once its owner has confirmed it. */
export function useEmailForm({ lineId, grant, onEntered }: Props) {
  const { t } = useTranslation('directory')
  const { busy, problem, submit } = useSubmit()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const readable = readEmailAddress(email) !== undefined

  function confirm(): void {
    setTried(true)
    if (!readable) field.current?.focus()
    else
      void submit(async () => {
        const send = () => api('POST /api/directory/lines/:lineId/email', { params: { lineId }, body: { email } })
        const { masked } = await grant.guard(send)
        toastDone(t('email.sent', { email: masked }))
        reset()
        refreshDirectory()
        onEntered()
      })
  }

  function reset(): void {
    setEmail('')
    setTried(false)
  }

  return {
    email,
    setEmail,
    field,
    dirty: email !== '',
    flaw: !tried || readable ? undefined : email.trim() ? ('invalid' as const) : ('missing' as const),
    busy,
    problem,
    confirm,
    reset,
  }
}

export type EmailForm = ReturnType<typeof useEmailForm>
