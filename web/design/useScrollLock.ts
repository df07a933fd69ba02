import { useEffect } from 'react'

let locks = 0

/**
 * Holds the page still behind a dialog, and keeps the room of the scroll bar so that nothing moves. Ours, because
 * the library’s needs a `<style>`, which the CSP forbids.
 */
export function useScrollLock(active: boolean): void {
  useEffect(() => {
    if (!active) return
    const { documentElement: page } = document
    if (locks === 0) {
      page.style.setProperty('--scroll-bar', `${window.innerWidth - page.clientWidth}px`)
      page.toggleAttribute('data-still', true)
    }
    locks += 1
    return () => {
      locks -= 1
      if (locks === 0) page.toggleAttribute('data-still', false)
    }
  }, [active])
}
