import { ActionIcon, Button } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { type Toast, toasts } from './toast.ts'
import './Toasts.css'

/** The notices at the bottom left. They wait while the pointer or the focus is on them. */
export function Toasts() {
  const { t } = useTranslation('shell')
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current)
  const [held, setHeld] = useState(false)
  return (
    <section
      className="toasts"
      aria-label={t('notices')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="status">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} held={held} />
        ))}
      </div>
    </section>
  )
}

function ToastCard({ toast, held }: { toast: Toast; held: boolean }) {
  const { t } = useTranslation('shell')
  const { id, text, tone, undo } = toast
  const stays = held || tone === 'error'
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(() => toasts.close(id), undo ? 10_000 : 6_000)
    return () => clearTimeout(timer)
  }, [id, stays, undo])
  const Icon = tone === 'error' ? IconAlertCircle : IconCheck
  return (
    <div className={`toast toast-${tone}`}>
      <Icon size={20} stroke={1.8} aria-hidden="true" />
      <p>{text}</p>
      {undo && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => {
            undo()
            toasts.close(id)
          }}
        >
          {t('action.undo')}
        </Button>
      )}
      <ActionIcon aria-label={t('action.close')} onClick={() => toasts.close(id)}>
        <IconX size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </div>
  )
}
