import { IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PenBox } from '../../design/PenBox.tsx'
import { Pill } from '../../design/Pill.tsx'
import { EmailFields } from '../acting/EmailFields.tsx'
import type { Configuration } from '../acting/PasswordFields.tsx'
import type { EmailForm } from '../acting/useEmailForm.ts'

type Props = {
  open: boolean
  onOpen: () => void
  onClose: () => void
  form: EmailForm
  configuration: Configuration
}

/** “Modifica email” (S69): only where none is confirmed; otherwise it says whose it is to change. */
export function EmailBox({ open, onOpen, onClose, form, configuration }: Props) {
  const { t } = useTranslation('directory')
  const { status, masked } = configuration.email
  const email = masked ?? ''
  if (status === 'verified') return <Confirmed email={email} />
  return (
    <PenBox
      icon={IconMail}
      title={t('email.title')}
      text={status === 'none' ? t('email.none') : t('email.pending', { email })}
      pill={status === 'pending' && <Pill tone="warm">{t('email.pendingPill')}</Pill>}
      open={open}
      onOpen={onOpen}
      onClose={() => {
        form.reset()
        onClose()
      }}
      onConfirm={form.confirm}
      busy={form.busy}
    >
      <EmailFields form={form} name={configuration.line.name} />
    </PenBox>
  )
}

/** A box without a pencil. */
function Confirmed({ email }: { email: string }) {
  const { t } = useTranslation('directory')
  return (
    <div className="pen">
      <span className="pen-icon">
        <IconMail size={20} stroke={1.7} aria-hidden="true" />
      </span>
      <div className="pen-main">
        <div className="pen-words">
          <b>{t('email.title')}</b>
          <span>{t('email.verified', { email })}</span>
        </div>
      </div>
      <span className="pen-pill">
        <Pill tone="ok">{t('email.verifiedPill')}</Pill>
      </span>
    </div>
  )
}
