import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'

/** A page as a bar shows it. */
export type BarLink = {
  readonly path: string
  readonly title: string
  /** What it is called where there is little room: under the thumb. */
  readonly short?: string
  readonly icon?: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }> | undefined
  readonly current: boolean
  /** How much waits there. */
  readonly badge?: ReactNode
}

type Props = { label: string; links: readonly BarLink[] }

/** The pages in the bar at the top, of the portal and of the provider's desk. */
export function TopLinks({ label, links }: Props) {
  return (
    <nav className="top-nav" aria-label={label}>
      {links.map(({ path, title, current, badge }) => (
        <Link
          key={path}
          to={path}
          className={current ? 'top-link top-on' : 'top-link'}
          aria-current={current ? 'page' : undefined}
        >
          {title}
          {badge}
        </Link>
      ))}
    </nav>
  )
}

/** The pages under the thumb, on a telephone. */
export function BottomLinks({ label, links }: Props) {
  return (
    <nav className="bottom" aria-label={label}>
      {links.map(({ path, title, short, icon: Icon, current, badge }) => (
        <Link
          key={path}
          to={path}
          className={current ? 'bottom-on' : undefined}
          aria-current={current ? 'page' : undefined}
        >
          <span className="bottom-icon">
            {Icon && <Icon size={22} stroke={1.7} aria-hidden="true" />}
            {badge}
          </span>
          {short ?? title}
        </Link>
      ))}
    </nav>
  )
}
