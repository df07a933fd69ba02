import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyableText } from '../../design/CopyableText.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { Hint } from '../../design/Note.tsx'

type Props = {
  title: string
  lead?: string
  secret: string
  remark: string
  children?: ReactNode
  onClose: () => void
}

/** A password that is readable here and never again: no click outside closes it. */
export function SecretOnce({ title, lead, secret, remark, children, onClose }: Props) {
  const { t } = useTranslation('first-access')
  return (
    <Dialog title={title} {...(lead ? { lead } : {})}>
      <CopyableText text={secret} label={t('objection.password')} />
      <Hint warm>{remark}</Hint>
      {children}
      <DialogFoot>
        <Button size="md" onClick={onClose} data-autofocus>
          {t('objection.finished')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
