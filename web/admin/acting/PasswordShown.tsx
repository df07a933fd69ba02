import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { Hint } from '../../design/Note.tsx'
import { showDay } from '../../pbx/show-time.ts'
import { type Person, WhoCard } from '../../pbx/Who.tsx'
import type { GivenPassword } from './usePasswordForm.ts'
import './PasswordShown.css'

type Props = { line: Person; given: GivenPassword; onClose: () => void }

/** The temporary password, for the only time it can be read. It closes with its button alone, never by a slip. */
export function PasswordShown({ line, given, onClose }: Props) {
  const { t } = useTranslation('directory')
  const secret = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState<'copied' | 'selected'>()

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(given.temporaryPassword ?? '')
      setCopied('copied')
    } catch {
      // No clipboard here: the text is marked, so that one key copies it.
      if (secret.current) getSelection()?.selectAllChildren(secret.current)
      setCopied('selected')
    }
  }

  return (
    <Dialog title={t('shown.title')}>
      <WhoCard line={line} />
      <div className="secret">
        <code ref={secret} className="nums">
          {given.temporaryPassword}
        </code>
        <Button
          variant="default"
          data-autofocus
          leftSection={
            copied === 'copied' ? (
              <IconCheck size={18} stroke={1.8} aria-hidden="true" />
            ) : (
              <IconCopy size={18} stroke={1.8} aria-hidden="true" />
            )
          }
          onClick={() => void copy()}
        >
          {t(copied === 'copied' ? 'shown.copied' : 'shown.copy')}
        </Button>
        <span className={copied === 'selected' ? 'secret-said' : 'vh'} role="status">
          {copied && t(`shown.${copied}`)}
        </span>
      </div>
      <Hint warm>{t('shown.once')}</Hint>
      <p className="sub">
        {t('shown.validity', { date: showDay(given.expiresAt) })} {given.replacedUnused && t('shown.replaced')}
      </p>
      <DialogFoot>
        <Button size="md" onClick={onClose}>
          {t('shown.done')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
