import type { ReactNode } from 'react'
import './Limits.css'

type Props = { name: string; words: string; used: number; limit: number | null; children?: ReactNode }

/** How much of a limit is used. The words say it; the bar shows it. */
export function LimitBar({ name, words, used, limit, children }: Props) {
  const share = limit === null ? 0 : limit === 0 ? 1 : used / limit
  const full = share >= 1 ? ' limits-bar-full' : share >= 0.5 ? ' limits-bar-half' : ''
  return (
    <li>
      <div className="between">
        <b>{name}</b>
        <span className="nums">{words}</span>
      </div>
      {limit !== null && (
        <progress className={`limits-bar${full}`} value={Math.min(share, 1)} max={1} aria-hidden="true" />
      )}
      {children}
    </li>
  )
}
