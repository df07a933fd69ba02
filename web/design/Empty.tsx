import type { ComponentType, ReactNode } from 'react'
import { PageTitle } from './PageTitle.tsx'
import './Empty.css'

type Props = {
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
  title: string
  text?: ReactNode
  /** The one useful thing to do now. */
  action?: ReactNode
  /** 1 when this is the whole page. */
  level?: 1 | 2
}

/** Nothing here yet: what will appear, and what to do. */
export function Empty({ icon: Icon, title, text, action, level = 2 }: Props) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon size={30} stroke={1.6} aria-hidden="true" />
      </span>
      {level === 1 ? <PageTitle>{title}</PageTitle> : <h2>{title}</h2>}
      {text && <p>{text}</p>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}
