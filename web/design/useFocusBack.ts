import { useEffect, useState } from 'react'

/** What had the focus last: a button that waits for the server loses it before its dialog is drawn. */
let last: Element | null = null
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element) last = target
})

/**
 * For a dialog that is drawn only while it is open: when it goes away, the focus returns to what opened it. (The
 * library does so only for dialogs that stay and are told `opened={false}`.)
 */
export function useFocusBack(): void {
  // At the first drawing, before the dialog takes the focus.
  const [opener] = useState(() => (document.activeElement === document.body ? last : document.activeElement))
  // An entry of a menu is gone by then; the button that showed the menu stays.
  const [shower] = useState(() => opener?.closest('[role="menu"]')?.getAttribute('aria-labelledby'))
  useEffect(
    () => () => {
      setTimeout(() => {
        const back = shower ? document.getElementById(shower) : opener
        if (document.activeElement === document.body && back instanceof HTMLElement) back.focus()
      }, 20)
    },
    [opener, shower],
  )
}
