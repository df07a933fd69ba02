import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './CopyableText.css'
import { useCopy } from './useCopy.ts'

/** A text to take elsewhere: readable, selectable, one press to copy. */
export function CopyableText({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('shell')
  const shown = useRef<HTMLElement>(null)
  const [copied, copy] = useCopy()
  const Icon = copied === 'copied' ? IconCheck : IconCopy
  return (
    <div className="copyable">
      <code ref={shown}>{text}</code>
      <Button
        variant="default"
        leftSection={<Icon size={18} stroke={1.8} aria-hidden="true" />}
        onClick={() => void copy(text.replace(/\s/g, ''), shown.current)}
      >
        {t('copy.action')}
        <span className="vh"> {label}</span>
      </Button>
      <span className="copyable-said" role="status">
        {copied && t(`copy.${copied}`)}
      </span>
    </div>
  )
}
