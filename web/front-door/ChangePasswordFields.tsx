import { PasswordField } from '../design/PasswordField.tsx'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import type { ChangingPassword } from './useChangePassword.ts'

type Props = {
  changing: ChangingPassword
  /** What the present password is called: temporary ones have other words than one's own. */
  name: 'old-password' | 'current-password'
  label: string
  description?: string
  missing: string
  wrong: string
  /** In a dialog. */
  autoFocus?: true
}

/** The password that goes, and the new one twice. */
export function ChangePasswordFields({ changing, missing, wrong, autoFocus, ...words }: Props) {
  return (
    <>
      <PasswordField
        {...words}
        {...(autoFocus && { 'data-autofocus': true })}
        ref={changing.oldField}
        autoComplete="current-password"
        aria-required="true"
        value={changing.old}
        onChange={(event) => changing.setOld(event.currentTarget.value)}
        error={(changing.oldMissing && missing) || (changing.oldWrong && wrong)}
      />
      <NewPasswordFields value={changing.value} flaws={changing.flaws} />
    </>
  )
}
