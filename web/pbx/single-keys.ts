import { useEffect, useRef } from 'react'

const key = 'osw-single-keys'

/** Whether keys without Ctrl or Alt do something on this computer; somebody who dictates may not want that (WCAG 2.1.4). */
export const singleKeys = {
  on(): boolean {
    try {
      return localStorage.getItem(key) !== 'off'
    } catch {
      return true
    }
  },
  set(on: boolean): void {
    try {
      if (on) localStorage.removeItem(key)
      else localStorage.setItem(key, 'off')
    } catch {
      // storage is switched off: they stay on
    }
  },
}

/** Where a key is text, or belongs to a dialog or menu. */
const elsewhere = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]'

/** Does something at one key, anywhere on the page but where people write. */
export function useSingleKey(wanted: string, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key !== wanted || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(elsewhere)) return
      if (document.querySelector('[role="dialog"]') || !singleKeys.on()) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [wanted])
}
