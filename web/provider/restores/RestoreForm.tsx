import { Button, Checkbox, RadioCard, RadioGroup, RadioIndicator, TextInput } from '@mantine/core'
import { IconCheck, IconKey } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type IdentityCheck,
  identityChecks,
  isIdentified,
  type WayOfRestore,
} from '#domain/provider/support-restore.ts'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useSubmit } from '../../shell/useSubmit.ts'
import { readRequestsAgain } from './desk-requests.ts'
import { useRestoreProblem } from './useRestoreProblem.ts'

type Panel = Answer<'GET /api/provider/lines/:lineId/restore'>
type Sent = Answer<'POST /api/provider/lines/:lineId/restore'>

/** The three steps; each waits for the one before. Nothing is sent before somebody else has approved. */
export function RestoreForm({ panel, onSent }: { panel: Panel; onSent: (sent: Sent) => void }) {
  const { t } = useTranslation('restores')
  const say = useRestoreProblem()
  const { busy, problem, submit } = useSubmit()
  const [checks, setChecks] = useState<readonly IdentityCheck[]>([])
  const [email, setEmail] = useState('')
  const [ticket, setTicket] = useState('')
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<WayOfRestore | null>(null)
  const [missing, setMissing] = useState(false)
  const keeps = panel.email.status === 'verified'
  const identified = isIdentified(checks)
  const addressed = identified && (keeps || email.trim() !== '')
  const lacks = (value: string) => missing && value.trim() === ''

  function send(event: FormEvent): void {
    event.preventDefault()
    setMissing(true)
    if (!identified || !addressed || way === null || ticket.trim() === '' || reason.trim() === '') return
    void submit(async () => {
      const sent = await api('POST /api/provider/lines/:lineId/restore', {
        params: { lineId: panel.line.id },
        body: {
          checks: [...checks],
          ticket: ticket.trim(),
          reason: reason.trim(),
          email: keeps ? null : email.trim(),
          way,
        },
      })
      onSent(sent)
      await readRequestsAgain()
    })
  }

  return (
    <form onSubmit={send} noValidate>
      <UnsavedGuard when={checks.length > 0 || email !== '' || ticket !== '' || reason !== ''} />
      <div className="restore-ways">
        {panel.others.length > 0 && <Hint warm>{t('panel.others', { names: panel.others.join(', ') })}</Hint>}
        {problem && <FormProblem title={say(problem)} />}
        <Step number={1} title={t('panel.step1')} done={identified}>
          {identityChecks.map((check) => (
            <Checkbox
              key={check}
              label={t(`panel.checks.${check}`)}
              checked={checks.includes(check)}
              onChange={(event) =>
                setChecks(event.currentTarget.checked ? [...checks, check] : checks.filter((other) => other !== check))
              }
            />
          ))}
          <p>
            {panel.company.vatNumber && <>{t('panel.vat', { vat: panel.company.vatNumber })}. </>}
            {t('panel.oneOfTwo')} {panel.callBack && t('panel.callBack', { number: showNumber(panel.callBack) })}
          </p>
          {missing && !identified && <p className="restore-lack">{t('refusal.not-identified')}</p>}
        </Step>
        <Step number={2} title={t('panel.step2')} done={addressed} disabled={!identified}>
          {keeps ? (
            <p>{t('panel.emailKept', { email: panel.email.masked ?? '' })}</p>
          ) : (
            <TextInput
              type="email"
              label={t('panel.email')}
              description={t('panel.emailHelp')}
              autoComplete="off"
              maxLength={254}
              disabled={!identified}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={identified && lacks(email) ? t('panel.emailMissing') : undefined}
            />
          )}
        </Step>
        <Step
          number={3}
          title={t('panel.step3')}
          done={addressed && way !== null && ticket.trim() !== '' && reason.trim() !== ''}
          disabled={!addressed}
        >
          <RadioGroup value={way} onChange={(value) => setWay(value as WayOfRestore)} aria-label={t('panel.step3')}>
            <div className="restore-ways">
              {panel.ways.map(({ way: one, to, possible }) => (
                <RadioCard key={one} value={one} radius="md" className="restore-way" disabled={!possible || !addressed}>
                  <RadioIndicator disabled={!possible || !addressed} />
                  <span>
                    <b className="nums">
                      {possible || one === 'spoken'
                        ? t(`panel.way.${one}`, { to: to ?? '' })
                        : t(`panel.wayMissing.${one}`)}
                    </b>
                    {possible && <span>{t(`panel.wayText.${one}`)}</span>}
                  </span>
                </RadioCard>
              ))}
            </div>
          </RadioGroup>
          <TextInput
            label={t('panel.ticket')}
            maxLength={40}
            autoComplete="off"
            disabled={!addressed}
            value={ticket}
            onChange={(event) => setTicket(event.currentTarget.value)}
            error={addressed && lacks(ticket) ? t('panel.ticketMissing') : undefined}
          />
          <TextInput
            label={t('panel.reason')}
            maxLength={500}
            autoComplete="off"
            disabled={!addressed}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={addressed && lacks(reason) ? t('panel.reasonMissing') : undefined}
          />
          <Hint>{t('panel.secret')}</Hint>
        </Step>
        <Button
          type="submit"
          size="md"
          fullWidth
          loading={busy}
          disabled={!addressed}
          leftSection={<IconKey size={18} stroke={1.8} aria-hidden="true" />}
        >
          {t('panel.submit')}
        </Button>
        <p className="restore-foot">{t('panel.twoPeople')}</p>
      </div>
    </form>
  )
}

function Step(props: { number: number; title: string; done: boolean; disabled?: boolean; children: ReactNode }) {
  const { t } = useTranslation('restores')
  const { number, title, done, disabled = false, children } = props
  return (
    <fieldset className={done ? 'restore-step restore-done' : 'restore-step'} aria-label={title} disabled={disabled}>
      <span className="restore-number" aria-hidden="true">
        {done ? <IconCheck size={14} stroke={2.4} /> : number}
      </span>
      <h3>
        {title}
        {done && <span className="vh"> ({t('panel.done')})</span>}
      </h3>
      <div className="restore-body">{children}</div>
    </fieldset>
  )
}
