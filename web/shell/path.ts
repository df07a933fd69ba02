import { type MouseEvent, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

/** The address, for the few pages outside the portal; inside it the router reads it. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname)

/** Goes to a page of the front door without loading everything again. */
export function go(path: string): void {
  history.pushState(null, '', path)
  for (const listener of listeners) listener()
}

/** Props of a real link that `go`es on a plain click. */
export function linkTo(path: string): { href: string; onClick: (event: MouseEvent) => void } {
  return {
    href: path,
    onClick(event) {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      go(path)
    },
  }
}
