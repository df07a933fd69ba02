import { useRef, useState } from 'react'
import type { useSubmit } from '../shell/useSubmit.ts'
import { flawsOf, useNewPassword } from './useNewPassword.ts'

type Ask = {
  /** Whose password it is; empty where no number signs in (the provider's staff). */
  number: string
  /** Characters. */
  minimum: number
  submitting: ReturnType<typeof useSubmit>
  /** Sends it, and goes on when it has been changed. */
  save: (body: { oldPassword: string; newPassword: string }) => Promise<void>
}

/** The present password and a new one twice: at either door, in the profile, at the desk's account. */
export function useChangePassword({ number, minimum, submitting: { problem, submit }, save }: Ask) {
  const [old, setOld] = useState('')
  const [tried, setTried] = useState(false)
  const oldField = useRef<HTMLInputElement>(null)
  const value = useNewPassword({ old, number, minimum })

  /** Sends what is complete; otherwise the errors show, and the first field at fault has the focus. */
  function send(): void {
    setTried(true)
    const ready = value.validate()
    if (!old) oldField.current?.focus()
    if (!old || !ready) return
    void submit(() => save({ oldPassword: old, newPassword: value.password }))
  }

  return {
    old,
    setOld,
    oldField,
    oldMissing: tried && !old,
    oldWrong: problem?.code === 'password.wrong',
    value,
    flaws: flawsOf(problem),
    begun: old + value.password + value.repeated !== '',
    send,
  }
}

export type ChangingPassword = ReturnType<typeof useChangePassword>
