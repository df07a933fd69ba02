import { Button } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../../design/Dialog.tsx'
import { Hint } from '../../../design/Note.tsx'
import { useCopy } from '../../../design/useCopy.ts'
import { productName } from '../../../shell/brand.ts'
import { saveText } from './save-text.ts'
import './RecoveryCodesDialog.css'

type Props = { codes: readonly string[]; who: string; onClose: () => void }

/** The recovery codes, for the only time they can be read. It closes with its button alone, never by a slip. */
export function RecoveryCodesDialog({ codes, who, onClose }: Props) {
  const { t } = useTranslation(['user', 'shell'])
  const list = useRef<HTMLUListElement>(null)
  const [copied, copy] = useCopy()
  const heading = t('recovery.heading', { product: productName, number: who })
  const text = codes.join('\n')
  const CopyIcon = copied === 'copied' ? IconCheck : IconCopy
  return (
    <Dialog title={t('recovery.shownTitle')} lead={t('recovery.shownLead')}>
      <p className="recovery-heading">{heading}</p>
      <ul ref={list} className="recovery-codes" aria-label={t('recovery.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="recovery-acts">
        <Button
          variant="default"
          data-autofocus
          leftSection={<CopyIcon size={18} stroke={1.8} aria-hidden="true" />}
          onClick={() => void copy(text, list.current)}
        >
          {t('recovery.copy')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
          onClick={() => saveText(t('recovery.file'), `${heading}\n\n${text}\n`)}
        >
          {t('recovery.download')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden="true" />}
          onClick={() => print()}
        >
          {t('recovery.print')}
        </Button>
        <span className="recovery-said" role="status">
          {copied && t(`shell:copy.${copied}`)}
        </span>
      </div>
      <Hint warm>{t('recovery.once')}</Hint>
      <DialogFoot>
        <Button size="md" onClick={onClose}>
          {t('recovery.done')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
