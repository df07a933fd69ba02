import { IconKey } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PenBox } from '../../../design/PenBox.tsx'
import { currentLanguage } from '../../../shell/language.ts'
import { myZone } from '../../../shell/my-zone.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import { showLongDay } from '../../show-long-day.ts'
import { type BoxForm, type BoxProps, useBox } from './box-form.ts'
import { PinForm } from './PinForm.tsx'

/** “Modifica PIN”: the PIN of call services (S75, spec/security 2.10). There is none until its owner defines it. */
export function PinBox({ profile, onDirty }: BoxProps) {
  const { t } = useTranslation('user')
  const [open, setOpen] = useBox('pin')
  const submitting = useSubmit()
  const form = useRef<BoxForm>(null)
  const { setAt } = profile.pin

  function close(): void {
    submitting.clear()
    setOpen(false)
  }

  return (
    <PenBox
      icon={IconKey}
      title={t('pin.title')}
      text={setAt === null ? t('pin.none') : t('pin.state', { date: showLongDay(setAt, currentLanguage(), myZone()) })}
      open={open}
      onOpen={() => setOpen(true)}
      onClose={close}
      onConfirm={() => form.current?.confirm()}
      busy={submitting.busy}
    >
      <PinForm ref={form} profile={profile} submitting={submitting} onDirty={onDirty} onDone={close} />
    </PenBox>
  )
}
