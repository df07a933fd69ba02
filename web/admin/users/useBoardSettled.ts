import { useEffect, useState } from 'react'
import { useApi } from '../../shell/queries.ts'

const longest = 1_000

/**
 * Whether what stands above the list has its height: then the list comes to rest where it appears. Both are asked
 * for at once, so this costs nothing; when the board is slow or fails, the list does not wait for it.
 */
export function useBoardSettled(): boolean {
  const { isFetched } = useApi('GET /api/directory/first-access')
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    // Once it is here the clock stops: it would draw the whole page anew for nothing.
    if (isFetched) return
    const timer = setTimeout(() => setWaited(true), longest)
    return () => clearTimeout(timer)
  }, [isFetched])
  return isFetched || waited
}
