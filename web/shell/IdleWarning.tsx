import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { idleWarning } from '#domain/access/session.ts'
import { api, asProblem, endSession, serverNow } from '../api.ts'
import { Dialog, DialogFoot } from '../design/Dialog.tsx'
import { clock } from '../design/useCountdown.ts'
import { acceptSession, askIdleEnd, signOut } from './session.ts'
import { useFullSession } from './useSession.ts'
import { useSubmit } from './useSubmit.ts'

/** Two minutes before the session ends by itself: stay with one key, or leave (spec/security 4.1). */
export function IdleWarning() {
  const session = useFullSession()
  const left = useIdleLeft(Date.parse(session.idleEndsAt))
  return left === null ? null : <Warning left={left} />
}

/** Seconds left once the warning is due, else null. Asks the server first: other calls may have kept it open. */
function useIdleLeft(knownEnd: number): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    let end = knownEnd
    let asked = false
    const timer = setInterval(async () => {
      if (end - serverNow() > idleWarning) return setLeft(null)
      if (!asked) {
        asked = true
        end = (await askIdleEnd()) ?? end
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
  }, [knownEnd])
  return left
}

function Warning({ left }: { left: number }) {
  const { t } = useTranslation('shell')
  const { busy, submit } = useSubmit()

  function stay(): void {
    void submit(async () => {
      try {
        acceptSession((await api('POST /api/session/extend')).session)
      } catch (error) {
        if (asProblem(error).code !== 'session.none') throw error
      }
    })
  }

  return (
    <Dialog title={t('idle.title')} lead={t('idle.text')} onClose={stay}>
      <p className="h2" role="timer">
        {t('idle.left', { time: clock(left) })}
      </p>
      <DialogFoot>
        <Button variant="default" size="md" onClick={() => void signOut()}>
          {t('idle.signOut')}
        </Button>
        <Button size="md" loading={busy} onClick={stay} data-autofocus>
          {t('idle.stay')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
