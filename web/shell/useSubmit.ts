import { useCallback, useRef, useState } from 'react'
import { asProblem, type Problem } from '../api.ts'

/**
 * Sends a form once: while it is under way `busy` is true (give it to the button’s `loading`) and a second
 * press does nothing. What goes wrong is in `problem` until the next try.
 */
export function useSubmit() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const underWay = useRef(false)

  const submit = useCallback(async (send: () => Promise<void>): Promise<void> => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }, [])

  const clear = useCallback(() => setProblem(null), [])
  return { busy, problem, submit, clear }
}
