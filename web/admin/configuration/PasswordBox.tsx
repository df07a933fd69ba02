import { IconLock } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PenBox } from '../../design/PenBox.tsx'
import { Pill } from '../../design/Pill.tsx'
import { toastDone } from '../../design/toast.ts'
import { showDay } from '../../pbx/show-time.ts'
import { type Configuration, PasswordFields } from '../acting/PasswordFields.tsx'
import { PasswordShown } from '../acting/PasswordShown.tsx'
import type { GivenPassword, PasswordForm } from '../acting/usePasswordForm.ts'
import { passwordState } from './password-state.ts'

type Props = {
  open: boolean
  onOpen: () => void
  onClose: () => void
  form: PasswordForm
  configuration: Configuration
  /** Just set: still to be read, or to be told that it was sent. */
  given: GivenPassword | undefined
  onSeen: () => void
}

/** “Modifica password” (S68, S70): always temporary, and says so. */
export function PasswordBox({ open, onOpen, onClose, form, configuration, given, onSeen }: Props) {
  const { t } = useTranslation('directory')
  const { kind } = configuration.password
  const sent = given?.temporaryPassword === null
  useEffect(() => {
    if (!given || !sent) return
    toastDone(t('shown.sent', { email: given.sentTo, date: showDay(given.expiresAt) }))
    onSeen()
  }, [given, sent, onSeen, t])

  return (
    <>
      <PenBox
        icon={IconLock}
        title={t('password.title')}
        text={passwordState(configuration.password, t)}
        pill={(kind === 'temporary' || kind === 'shared') && <Pill tone="warm">{t('password.pill')}</Pill>}
        open={open}
        onOpen={onOpen}
        onClose={onClose}
        onConfirm={form.confirm}
        busy={form.busy}
      >
        <PasswordFields form={form} configuration={configuration} />
      </PenBox>
      {given && !sent && <PasswordShown line={configuration.line} given={given} onClose={onSeen} />}
    </>
  )
}
