import type { ReactNode } from 'react'

type Props = { label: string; className: string; id?: string; children: ReactNode }

/** A region that scrolls by itself, and so is reached by keyboard (WCAG 2.1.1, DESIGN.md 3). */
export function ScrollRegion({ label, className, id, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section id={id} className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
