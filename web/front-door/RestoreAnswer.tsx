import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem, type Problem } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { LoadError } from '../design/LoadError.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { SkeletonRows } from '../design/Skeletons.tsx'
import { showInstant } from '../pbx/show-time.ts'
import { brand } from '../shell/brand.ts'
import { showNumber } from '../shell/show-number.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { DeadLink } from './DeadLink.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { useMailedToken } from './mailed-token.ts'

type Seen = Answer<'POST /api/restore-answers/look'>
type Done = 'agreed' | 'access' | 'request'

/** Behind the link of a letter about a restore: agree, or stop it with one press. Opening the page changes nothing. */
export default function RestoreAnswer() {
  const { t } = useTranslation(['access', 'support'])
  const { token } = useMailedToken()
  const [seen, setSeen] = useState<Seen | Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again.
  useEffect(() => {
    if (!token) return
    void api('POST /api/restore-answers/look', { body: { token } })
      .catch((error: unknown) => asProblem(error))
      .then(setSeen)
  }, [token, attempt])
  if (!token || (seen instanceof Error && seen.code === 'link.invalid')) {
    return (
      <DoorFrame>
        <DeadLink text={t('link.invalid')} />
      </DoorFrame>
    )
  }
  return (
    <DoorFrame>
      {seen === null && <SkeletonRows rows={4} />}
      {seen instanceof Error && (
        <LoadError level={1} title={t('support:answer.error')} onRetry={() => setAttempt(attempt + 1)} />
      )}
      {seen !== null && !(seen instanceof Error) && <Choices seen={seen} token={token} />}
    </DoorFrame>
  )
}

function Choices({ seen, token }: { seen: Seen; token: string }) {
  const { t } = useTranslation('support')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [done, setDone] = useState<Done | null>(null)
  const state = done === null ? seen.state : done === 'agreed' ? 'agreed' : 'stopped'
  const title = {
    waiting: t('answer.waiting'),
    approved: t('answer.approved'),
    agreed: t('answer.agreedTitle'),
    stopped: t('answer.stoppedTitle'),
    over: t('answer.overTitle'),
  }[state]
  const stop = () =>
    submit(async () => setDone((await api('POST /api/restore-answers/stop', { body: { token } })).stopped))
  const consent = () =>
    submit(async () => {
      await api('POST /api/restore-answers/consent', { body: { token } })
      setDone('agreed')
    })
  const about = {
    name: seen.name,
    number: showNumber(seen.number),
    company: seen.company,
    ticket: seen.ticket,
    date: showInstant(seen.requestedAt),
  }
  return (
    <>
      <div className="door-head">
        <PageTitle key={state} tab={t('answer.page')}>
          {title}
        </PageTitle>
        {(state === 'waiting' || state === 'approved') && <p className="sub">{t('answer.waitingText', about)}</p>}
        {state === 'agreed' && <p className="sub">{t('answer.agreed')}</p>}
        {state === 'over' && <p className="sub">{t('answer.over')}</p>}
        {state === 'stopped' && (
          <p className="sub">
            {t(done === 'request' ? 'answer.stoppedRequest' : 'answer.stopped', { support: brand.supportNumber })}
          </p>
        )}
      </div>
      {problem && <FormProblem title={say(problem)} />}
      {state === 'waiting' && (
        <p>{seen.consented ? t('answer.consented') : t('answer.notBefore', { date: showInstant(seen.notBefore) })}</p>
      )}
      {state === 'approved' && <p>{t('answer.approvedText')}</p>}
      {state === 'waiting' && seen.mayConsent && (
        <Button size="md" variant="default" fullWidth disabled={busy} onClick={() => void consent()}>
          {t('answer.consent')}
        </Button>
      )}
      {(state === 'waiting' || state === 'approved') && (
        <Button size="md" color="rosso" fullWidth loading={busy} onClick={() => void stop()}>
          {t('answer.stop')}
        </Button>
      )}
    </>
  )
}
