import { IconClock, IconLock } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PenBox } from '../../../design/PenBox.tsx'
import { Pill } from '../../../design/Pill.tsx'
import { currentLanguage } from '../../../shell/language.ts'
import { myZone } from '../../../shell/my-zone.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import type { Profile } from '../../my-profile.ts'
import { showLongDay } from '../../show-long-day.ts'
import { type BoxForm, type BoxProps, useBox } from './box-form.ts'
import { PasswordForm } from './PasswordForm.tsx'

/** “Modifica password” (S74). */
export function PasswordBox({ profile, onDirty }: BoxProps) {
  const { t } = useTranslation('user')
  const [open, setOpen] = useBox('password')
  const submitting = useSubmit()
  const form = useRef<BoxForm>(null)
  const { passwordDaysLeft, toDo } = profile

  function close(): void {
    submitting.clear()
    setOpen(false)
  }

  return (
    <PenBox
      icon={IconLock}
      title={t('password.title')}
      text={<PasswordState password={profile.password} />}
      pill={
        toDo.includes('password-expiring') && (
          <Pill tone="warm" icon={<IconClock size={14} stroke={1.9} aria-hidden="true" />}>
            {t('password.expiring', { count: passwordDaysLeft ?? 0 })}
          </Pill>
        )
      }
      open={open}
      onOpen={() => setOpen(true)}
      onClose={close}
      onConfirm={() => form.current?.confirm()}
      busy={submitting.busy}
    >
      <PasswordForm ref={form} profile={profile} submitting={submitting} onDirty={onDirty} onDone={close} />
    </PenBox>
  )
}

/** Since when, and until when. */
function PasswordState({ password: { setAt, expiresAt } }: { password: Profile['password'] }) {
  const { t } = useTranslation('user')
  const day = (instant: string) => showLongDay(instant, currentLanguage(), myZone())
  if (setAt === null) return null
  return expiresAt === null
    ? t('password.stateSet', { set: day(setAt) })
    : t('password.state', { set: day(setAt), date: day(expiresAt) })
}
