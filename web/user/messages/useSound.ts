import { useEffect, useState } from 'react'
import { api, asProblem, type Problem } from '../../api.ts'

export type Sound = { address: string | null; problem: Problem | null; retry: () => void }

/** Fetches a message’s sound while it is open; nothing of it stays in the browser afterwards. */
export function useSound(messageId: string): Sound {
  const [address, setAddress] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again.
  useEffect(() => {
    let wanted = true
    let made: string | null = null
    setProblem(null)
    api('GET /api/me/messages/:messageId/audio', { params: { messageId } }).then(
      (sound) => {
        if (!wanted) return
        made = URL.createObjectURL(sound)
        setAddress(made)
      },
      (error: unknown) => wanted && setProblem(asProblem(error)),
    )
    return () => {
      wanted = false
      setAddress(null)
      if (made) URL.revokeObjectURL(made)
    }
  }, [messageId, tries])
  return { address, problem, retry: () => setTries((count) => count + 1) }
}
