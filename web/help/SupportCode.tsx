import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, serverNow } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { toastDone } from '../design/toast.ts'
import { clock, useCountdown } from '../design/useCountdown.ts'
import { showClock } from '../pbx/show-time.ts'
import { brand } from '../shell/brand.ts'
import { myZone } from '../shell/my-zone.ts'
import { delicate } from '../shell/step-up.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { readOwnSupportAgain, useOwnSupport } from './own-support.ts'
import './SupportCode.css'

/** What the browser’s clock reads when the server’s reads this. */
const hereAt = (instant: string): number => Date.parse(instant) - serverNow() + Date.now()

/** Six digits for 1928, shown large; good for ten minutes, or until taken back. */
export default function SupportCode() {
  const { t } = useTranslation('support')
  const say = useProblemText()
  const { data } = useOwnSupport()
  const { busy, problem, submit } = useSubmit()
  const [made, setMade] = useState<{ code: string; until: number; expiresAt: string } | null>(null)
  const left = useCountdown(made?.until ?? null)
  // Used, or replaced in another window: the digits would open nothing.
  const mine = made !== null && left > 0 && data?.code?.expiresAt === made.expiresAt ? made : null

  const make = () =>
    submit(async () => {
      const { code, expiresAt } = await delicate(() => api('POST /api/me/support/code'))
      await readOwnSupportAgain()
      setMade({ code, expiresAt, until: hereAt(expiresAt) })
    })
  const revoke = () =>
    submit(async () => {
      await api('DELETE /api/me/support/code')
      setMade(null)
      await readOwnSupportAgain()
      toastDone(t('code.revoked'))
    })
  const waiting = data?.code ?? null
  return (
    <section className="card support-code" aria-labelledby="support-code-title">
      <h2 className="h2" id="support-code-title">
        {t('code.title', { support: brand.supportNumber })}
      </h2>
      {problem && <FormProblem title={say(problem)} />}
      {mine ? (
        <>
          <output className="support-digits nums" aria-label={`${t('code.label')}: ${mine.code.split('').join(' ')}`}>
            {mine.code.slice(0, 3)} {mine.code.slice(3)}
          </output>
          <p>{t('code.read')}</p>
          <p role="timer" className="support-left nums">
            {t('code.left', { time: clock(left) })}
          </p>
        </>
      ) : (
        <p>
          {waiting
            ? t('code.exists', { time: showClock(Date.parse(waiting.expiresAt), myZone()) })
            : t('code.text', { support: brand.supportNumber })}
        </p>
      )}
      {!mine && (
        <Button
          variant="default"
          size="md"
          loading={busy}
          leftSection={<IconKey size={20} stroke={1.7} aria-hidden="true" />}
          onClick={() => void make()}
        >
          {t(waiting ? 'code.again' : 'code.make')}
        </Button>
      )}
      {waiting && (
        <Button variant="subtle" disabled={busy} onClick={() => void revoke()}>
          {t('code.revoke')}
        </Button>
      )}
    </section>
  )
}
