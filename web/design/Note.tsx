import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import './Note.css'

/** Quiet advice beside a form; give it an `id` to tie it to a field with `aria-describedby`. */
export function Hint({ id, warm = false, children }: { id?: string; warm?: boolean; children: ReactNode }) {
  return (
    <div id={id} className={warm ? 'hint hint-warm' : 'hint'}>
      <IconInfoCircle size={18} stroke={1.7} aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}

/** A coloured box for something that needs attention now. */
export function Note({ tone, title, children }: { tone: 'error' | 'warm'; title?: string; children?: ReactNode }) {
  const Icon = tone === 'error' ? IconAlertCircle : IconAlertTriangle
  return (
    <div className={`note note-${tone}`}>
      <Icon size={20} stroke={1.7} aria-hidden="true" />
      <div>
        {title && <b className="note-title">{title}</b>}
        {children}
      </div>
    </div>
  )
}
