import { Radio, RadioGroup, Switch } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import { DestinationField } from './DestinationField.tsx'
import { withTimer } from './draft.ts'
import { nameOf } from './draw.ts'
import { SecondsField } from './SecondsField.tsx'
import { useCallsHere } from './useCalls.ts'

/** “Se non c’è risposta” and “Se il tuo numero è occupato” (2.3 C and D). */
export function NoAnswer() {
  const { t } = useTranslation('call-handling')
  const { draft, live, state } = useCallsHere()
  const forwarding = live(draft.forwardAll)
  return (
    <div className="calls-column">
      <fieldset className="calls-set">
        <legend className="h3">{t('noAnswer.title')}</legend>
        {!forwarding && <ForwardTimer />}
        {state.voicemail && <VoicemailTimer />}
      </fieldset>
      <Busy />
    </div>
  )
}

function ForwardTimer() {
  const { t } = useTranslation('call-handling')
  const { draft, change, names, dirty, problems } = useCallsHere()
  const { on, to } = draft.noAnswer
  const [editing, setEditing] = useState(false)
  const asked = editing || to === null || dirty('noAnswerTo') || problems.noAnswerTo !== undefined
  const name = to
    ? t(to.kind === 'number' ? 'noAnswer.forwardTo' : 'noAnswer.forwardToName', { to: nameOf(to, names, t) })
    : t('noAnswer.forward')
  return (
    <div className="timer">
      <Switch
        size="sm"
        label={name}
        checked={on}
        className={dirty('noAnswer') ? 'dirty-switch' : undefined}
        onChange={(event) => {
          const next = event.currentTarget.checked
          change((settings) => withTimer(settings, 'noAnswer', next))
        }}
      />
      {on && (
        <div className="timer-more">
          <span className="timer-after">
            <span aria-hidden="true">{t('noAnswer.after')}</span>
            <SecondsField timer="noAnswer" label={t('noAnswer.forwardSeconds')} />
            <span aria-hidden="true">{t('noAnswer.seconds')}</span>
          </span>
          {problems.noAnswerAfter && <p className="calls-problem">{problems.noAnswerAfter}</p>}
          {asked ? (
            <DestinationField
              label={t('noAnswer.to')}
              quiet
              value={to}
              autoFocus={editing}
              dirty={dirty('noAnswerTo')}
              error={problems.noAnswerTo}
              onChange={(next) => change((settings) => ({ ...settings, noAnswer: { ...settings.noAnswer, to: next } }))}
            />
          ) : (
            <button type="button" className="calls-link" onClick={() => setEditing(true)}>
              {t('noAnswer.change')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

function VoicemailTimer() {
  const { t } = useTranslation('call-handling')
  const { draft, change, dirty, problems } = useCallsHere()
  return (
    <div className="timer">
      <Switch
        size="sm"
        label={t('noAnswer.voicemail')}
        checked={draft.voicemail.on}
        className={dirty('voicemail') ? 'dirty-switch' : undefined}
        onChange={(event) => {
          const next = event.currentTarget.checked
          change((settings) => withTimer(settings, 'voicemail', next))
        }}
      />
      {draft.voicemail.on && (
        <div className="timer-more">
          <span className="timer-after">
            <span aria-hidden="true">{t('noAnswer.after')}</span>
            <SecondsField timer="voicemail" label={t('noAnswer.voicemailSeconds')} />
            <span aria-hidden="true">{t('noAnswer.seconds')}</span>
          </span>
          {problems.voicemailAfter && <p className="calls-problem">{problems.voicemailAfter}</p>}
        </div>
      )}
    </div>
  )
}

type Action = CallSettings['busy']['action']

function Busy() {
  const { t } = useTranslation('call-handling')
  const { state, draft, change, dirty, problems, theirs } = useCallsHere()
  const title = useId()
  const { action, to } = draft.busy
  const actions: readonly Action[] = state.voicemail ? ['forward', 'voicemail', 'busy-tone'] : ['forward', 'busy-tone']
  return (
    <div className="calls-set">
      <div className="h3" id={title}>
        {t(theirs === null ? 'busy.title' : 'busy.titleTheirs')}
      </div>
      <RadioGroup
        aria-labelledby={title}
        className={dirty('busy') ? 'dirty-radio' : undefined}
        value={action}
        onChange={(next) => change((settings) => ({ ...settings, busy: { ...settings.busy, action: next as Action } }))}
      >
        <div className="call-radios">
          {actions.map((one) => (
            <Radio key={one} value={one} label={t(`busy.${one}`)} />
          ))}
        </div>
      </RadioGroup>
      {problems.busy && <p className="calls-problem">{problems.busy}</p>}
      {action === 'forward' && (
        <DestinationField
          label={t('busy.to')}
          quiet
          value={to}
          dirty={dirty('busyTo')}
          error={problems.busyTo}
          onChange={(next) => change((settings) => ({ ...settings, busy: { ...settings.busy, to: next } }))}
        />
      )}
    </div>
  )
}
