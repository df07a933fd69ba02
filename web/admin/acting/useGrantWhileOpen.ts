import { useEffect, useRef } from 'react'
import { endGrant } from './grant.ts'

/**
 * The grant lives as long as its page: leaving it, by any way, ends it. A page that never had one has nothing to
 * end; another line may be open in another window.
 */
export function useGrantWhileOpen(held: boolean): void {
  const had = useRef(held)
  had.current ||= held
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    // React’s strict mode takes every page off and puts it back at once: that is no leaving.
    clearTimeout(leaving.current)
    return () => {
      leaving.current = setTimeout(() => had.current && endGrant())
    }
  }, [])
}
