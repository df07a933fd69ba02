import { type ComponentType, type MouseEvent, useEffect, useRef } from 'react'
import { useSectionSpy } from './useSectionSpy.ts'
import './SectionIndex.css'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }

export type IndexEntry = { readonly id: string; readonly title: string; readonly icon?: ComponentType<IconProps> }

/**
 * The sections of a long page: a list beside it, chips above it on a telephone. It marks the one that is being
 * read, and takes the focus to the heading of the one that is pressed (`<section id>` with an `h2 tabIndex={-1}`).
 */
export function SectionIndex({ label, entries }: { label: string; entries: readonly IndexEntry[] }) {
  const [current, choose] = useSectionSpy(entries.map(({ id }) => id))
  const list = useRef<HTMLElement>(null)

  // On a telephone the chips scroll sideways: the marked one stays in sight, without moving the page.
  useEffect(() => {
    const chip = list.current?.querySelector<HTMLElement>(`a[href="#${current}"]`)
    const row = list.current
    if (chip && row) row.scrollLeft = chip.offsetLeft - (row.clientWidth - chip.offsetWidth) / 2
  }, [current])

  function go(event: MouseEvent, id: string): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    // Not a navigation: nothing that is being written is left.
    event.preventDefault()
    showSection(id)
    choose(id)
  }

  return (
    <nav ref={list} className="section-index" aria-label={label}>
      {entries.map(({ id, title, icon: Icon }) => (
        <a
          key={id}
          href={`#${id}`}
          className={id === current ? 'section-index-on' : undefined}
          aria-current={id === current ? 'location' : undefined}
          onClick={(event) => go(event, id)}
        >
          {Icon && <Icon size={20} stroke={1.7} aria-hidden="true" />}
          {title}
        </a>
      ))}
    </nav>
  )
}

/** Brings a section to the top of the window and its heading the focus. */
export function showSection(id: string): void {
  const section = document.getElementById(id)
  section?.scrollIntoView({ block: 'start' })
  section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}
