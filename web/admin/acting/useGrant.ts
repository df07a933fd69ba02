import { useCallback, useEffect, useState } from 'react'
import { asProblem, serverNow } from '../../api.ts'
import { openGrant } from './grant.ts'

/** Long enough to finish a sentence and find the button (WCAG 2.2.1). */
const warning = 2 * 60

/**
 * A line’s open configuration while the page is on screen: how long it lasts, and whether it has closed. `guard`
 * wraps each call made under it, so that the server’s word counts too.
 */
export function useGrant(lineId: string, firstEnd: string | undefined) {
  const [reopenedUntil, setReopenedUntil] = useState<string>()
  const [closed, setClosed] = useState(false)
  const endsAt = reopenedUntil ?? firstEnd
  const secondsLeft = useSecondsLeft(endsAt)

  const guard = useCallback(async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call()
    } catch (error) {
      if (asProblem(error).code === 'acting.missing') setClosed(true)
      throw error
    }
  }, [])

  /** “Riapri”, or “Continua ancora” before it closes. */
  const reopen = useCallback(async (): Promise<void> => {
    setReopenedUntil((await openGrant(lineId)).endsAt)
    setClosed(false)
  }, [lineId])

  return {
    closed: closed || secondsLeft === 0,
    /** Only near the end: before that nobody needs to think of it. */
    closingIn: secondsLeft !== undefined && secondsLeft > 0 && secondsLeft <= warning ? secondsLeft : undefined,
    guard,
    reopen,
  }
}

export type LiveGrant = ReturnType<typeof useGrant>

/** Whole seconds until an instant of the server’s clock; undefined while it is far away. */
function useSecondsLeft(endsAt: string | undefined): number | undefined {
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    setLeft(undefined)
    if (endsAt === undefined) return
    const look = () => {
      const seconds = Math.ceil((Date.parse(endsAt) - serverNow()) / 1000)
      setLeft(seconds > warning ? undefined : Math.max(0, seconds))
    }
    look()
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [endsAt])
  return left
}
