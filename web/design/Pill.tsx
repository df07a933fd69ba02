import type { ReactNode } from 'react'
import './Pill.css'

export type PillTone = 'quiet' | 'ok' | 'warm' | 'error' | 'accent'

/** A state in one or two words, with an icon so that colour is never alone. */
export function Pill({ tone = 'quiet', icon, children }: { tone?: PillTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`pill pill-${tone}`}>
      {icon}
      {children}
    </span>
  )
}
