import { useEffect, useState } from 'react'
import { idleWarning } from '#domain/access/session.ts'
import { api, endSession, serverNow } from '../api.ts'
import { IdleDialog } from './dialogs.ts'
import { acceptSession, askIdleEnd, signOut } from './session.ts'
import { useFullSession } from './useSession.ts'

/** Two minutes before the session ends by itself: stay with one key, or leave (spec/security 4.1). */
export function IdleWarning() {
  const session = useFullSession()
  const left = useIdleLeft(Date.parse(session.idleEndsAt), askIdleEnd)
  return left === null ? null : <IdleDialog left={left} onStay={extend} onLeave={() => void signOut()} />
}

async function extend(): Promise<void> {
  acceptSession((await api('POST /api/session/extend')).session)
}

/** Seconds left once the warning is due, else null. Asks the server first: other calls may have kept it open. */
export function useIdleLeft(knownEnd: number, ask: () => Promise<number | undefined>): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    let end = knownEnd
    let asked = false
    setLeft(null)
    const timer = setInterval(async () => {
      if (end - serverNow() > idleWarning) return setLeft(null)
      if (!asked) {
        asked = true
        end = (await ask()) ?? end
        return
      }
      const seconds = Math.ceil((end - serverNow()) / 1000)
      setLeft(Math.max(0, seconds))
      if (seconds > 0) return
      clearInterval(timer)
      setLeft(null)
      endSession()
    }, 1000)
    return () => clearInterval(timer)
  }, [knownEnd, ask])
  return left
}
