import { useEffect, useState } from 'react'

/**
 * For a dialog that is drawn only while it is open: when it goes away, the focus returns to what opened it. (The
 * library does so only for dialogs that stay and are told `opened={false}`.)
 */
export function useFocusBack(): void {
  // At the first drawing, before the dialog takes the focus.
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
      }, 20)
    },
    [opener],
  )
}
