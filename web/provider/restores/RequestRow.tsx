import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showInstant } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { ApproveDialog, CloseDialog, RefuseDialog } from './DecideDialogs.tsx'
import { type DeskRequest, type Restore, readRequestsAgain } from './desk-requests.ts'
import { useRestoreProblem } from './useRestoreProblem.ts'

type State = Restore['state'] | 'stopped' | 'open' | 'closed'

const tones: Record<State, PillTone> = {
  waiting: 'warm',
  open: 'warm',
  approved: 'ok',
  closed: 'quiet',
  refused: 'error',
  blocked: 'error',
  stopped: 'error',
  withdrawn: 'quiet',
  expired: 'quiet',
}

function stateOf({ restore, open }: DeskRequest): State {
  if (!restore) return open ? 'open' : 'closed'
  return restore.state === 'approved' && restore.stoppedAt ? 'stopped' : restore.state
}

type Props = { request: DeskRequest; withCompany: boolean; onSpeak: () => void }

/** One request: what it is, whose, how it stands, and the buttons for what this person may do. */
export function RequestRow({ request, withCompany, onSpeak }: Props) {
  const { t } = useTranslation('restores')
  const [dialog, setDialog] = useState<'approve' | 'refuse' | 'close' | null>(null)
  const { busy, submit } = useSubmit()
  const say = useRestoreProblem()
  const state = stateOf(request)
  const mine = request.may.includes('withdraw')
  const close = () => setDialog(null)
  const withdraw = () =>
    submit(async () => {
      try {
        await api('POST /api/provider/restores/:restoreId/withdraw', { params: { restoreId: request.id } })
        toastDone(t('act.withdrawn'))
      } catch (error) {
        toastError(say(asProblem(error)))
      }
      await readRequestsAgain()
    })
  return (
    <>
      <div className="request-facts">
        <div className="request-head">
          <h2>{t(`kind.${request.kind}`)}</h2>
          <Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>
          {request.times > 1 && <Pill>{t('request.times', { count: request.times })}</Pill>}
        </div>
        <span>
          {withCompany && (
            <>
              <Link
                className="link"
                to="/clienti/$companyId"
                params={{ companyId: request.companyId } as never}
                search={{ scheda: 'richieste' } as never}
              >
                <bdi>{request.company}</bdi>
              </Link>{' '}
              ·{' '}
            </>
          )}
          <bdi>{request.name}</bdi> · <span className="nums">{showNumber(request.number)}</span> ·{' '}
          <time className="nums" dateTime={request.since}>
            {showInstant(request.since)}
          </time>
        </span>
        {request.restore && <RestoreFacts restore={request.restore} />}
        {mine && <span>{t('request.mine')}</span>}
        {request.closedBy && !request.restore && (
          <span>{t('request.closedBy', { by: request.closedBy, note: request.note ?? '' })}</span>
        )}
      </div>
      <div className="request-acts">
        {request.may.includes('refuse') && (
          <Button variant="default" onClick={() => setDialog('refuse')}>
            {t('act.refuse')}
          </Button>
        )}
        {request.may.includes('approve') && <Button onClick={() => setDialog('approve')}>{t('act.approve')}</Button>}
        {mine && (
          <Button variant="default" loading={busy} onClick={() => void withdraw()}>
            {t('act.withdraw')}
          </Button>
        )}
        {request.may.includes('speak') && <Button onClick={onSpeak}>{t('act.speak')}</Button>}
        {request.may.includes('close') && (
          <Button variant="default" onClick={() => setDialog('close')}>
            {t('act.close')}
          </Button>
        )}
      </div>
      {dialog === 'approve' && <ApproveDialog request={request} onClose={close} />}
      {dialog === 'refuse' && <RefuseDialog request={request} onClose={close} />}
      {dialog === 'close' && <CloseDialog request={request} onClose={close} />}
    </>
  )
}

function RestoreFacts({ restore }: { restore: Restore }) {
  const { t } = useTranslation('restores')
  const { state, notBefore, consentBy, decidedBy, refusal, passwordEndsAt, spokenAt, stoppedAt } = restore
  return (
    <>
      <span>{t('request.ticket', { ticket: restore.ticket, by: restore.requestedBy })}</span>
      <dl>
        {restore.checks.length > 0 && (
          <>
            <dt>{t('request.checks')}</dt>
            <dd>{restore.checks.map((check) => t(`panel.checks.${check}`)).join(', ')}</dd>
          </>
        )}
        <dt>{t('request.email')}</dt>
        <dd>{restore.maskedEmail ?? t('request.emailKept')}</dd>
        <dt>{t('request.way')}</dt>
        <dd>{t(`request.ways.${restore.way}`)}</dd>
        {restore.reason !== '' && (
          <>
            <dt>{t('request.reason')}</dt>
            <dd>{restore.reason}</dd>
          </>
        )}
        {state === 'waiting' && (
          <>
            <dt>{t('request.expires')}</dt>
            <dd className="nums">{showInstant(restore.expiresAt)}</dd>
          </>
        )}
      </dl>
      {state === 'waiting' && notBefore && !consentBy && (
        <span>{t('request.notBefore', { date: showInstant(notBefore) })}</span>
      )}
      {consentBy && <span>{t('request.consent', { name: consentBy })}</span>}
      {decidedBy && <span>{t('request.decided', { by: decidedBy })}</span>}
      {refusal && <span>{t('request.refusal', { reason: refusal })}</span>}
      {passwordEndsAt && !stoppedAt && <span>{t('request.passwordEnds', { date: showInstant(passwordEndsAt) })}</span>}
      {spokenAt && <span>{t('request.spoken', { date: showInstant(spokenAt) })}</span>}
      {stoppedAt && <span>{t('request.stopped', { date: showInstant(stoppedAt) })}</span>}
    </>
  )
}
