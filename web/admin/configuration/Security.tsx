import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { refreshConfiguration } from '../acting/grant.ts'
import type { Configuration } from '../acting/PasswordFields.tsx'
import { useEmailForm } from '../acting/useEmailForm.ts'
import type { LiveGrant } from '../acting/useGrant.ts'
import { type GivenPassword, usePasswordForm } from '../acting/usePasswordForm.ts'
import { EmailBox } from './EmailBox.tsx'
import { PasswordBox } from './PasswordBox.tsx'

type Box = 'password' | 'email'

/** “Sicurezza” (guide figure 7), at the foot of the page: one box open at a time. */
export function Security({ configuration, grant }: { configuration: Configuration; grant: LiveGrant }) {
  const { t } = useTranslation('directory')
  const { id: lineId, name } = configuration.line
  const [open, setOpen] = useState<Box | null>(null)
  const [given, setGiven] = useState<GivenPassword>()
  const password = usePasswordForm({ lineId, grant, onGiven: finish })
  const email = useEmailForm({ lineId, grant, onEntered: finish })

  function finish(next?: GivenPassword): void {
    setOpen(null)
    setGiven(next)
    void refreshConfiguration()
  }
  const box = (own: Box) => ({
    open: open === own,
    onOpen: () => setOpen(own),
    onClose: () => setOpen(null),
  })

  return (
    <>
      <p className="sub">{t('password.lead', { name })}</p>
      <div className="card security">
        <PasswordBox
          {...box('password')}
          form={password}
          configuration={configuration}
          given={given}
          onSeen={() => setGiven(undefined)}
        />
        <EmailBox {...box('email')} form={email} configuration={configuration} />
      </div>
      <UnsavedGuard when={(open === 'password' && password.dirty) || (open === 'email' && email.dirty)} />
    </>
  )
}
