import { type ReactNode, useEffect, useRef } from 'react'

let product = ''
let visited = false

/** The product’s name behind every page’s own name in the browser tab. */
export function setProduct(name: string): void {
  product = name
}

/**
 * The `h1` of a page. It names the browser tab and takes the focus when the page changes, so that a screen
 * reader hears where it has arrived; the first page of a visit leaves the focus where the browser puts it.
 * `tab`: the tab’s words when they differ from the heading.
 */
export function PageTitle({ tab, id, children }: { tab?: string; id?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const words = tab ?? heading.current?.textContent ?? ''
    document.title = words && product ? `${words} · ${product}` : words || product
  })
  useEffect(() => {
    // A dialog that is already open keeps the focus.
    if (visited && !document.querySelector('[aria-modal="true"]')) heading.current?.focus({ preventScroll: true })
    visited = true
  }, [])
  return (
    <h1 ref={heading} id={id} tabIndex={-1}>
      {children}
    </h1>
  )
}
