import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { showInstant } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import type { Diagnosis } from './DiagnosisPage.tsx'

type Calls = Diagnosis['calls']

/** The way of a call that came now, then the settings that make it so. */
export function CallsCard({ calls }: { calls: Calls }) {
  const { t } = useTranslation('restores')
  const rows = useSettingRows(calls)
  return (
    <section className="card" aria-labelledby="diagnosis-calls">
      <h2 className="h2" id="diagnosis-calls">
        {t('diagnosis.calls')}
      </h2>
      <ol className="diagnosis-way">
        {calls.now.map(({ from, what, who }) => (
          <li key={`${from} ${what}`}>
            <span className="nums">{from === 0 ? t('diagnosis.at0') : t('diagnosis.after', { seconds: from })}</span>
            <span>{t(`diagnosis.what.${what}`, { who: who.map(showNumber).join(', ') })}</span>
          </li>
        ))}
      </ol>
      <p>{t(`diagnosis.finally.${calls.end}`)}</p>
      <h2 className="h2">{t('diagnosis.settings')}</h2>
      <dl>
        {rows.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{t(`diagnosis.setting.${name}`)}</dt>
            <dd className="nums">{value}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function useSettingRows(calls: Calls) {
  const { t } = useTranslation('restores')
  const onOff = (on: boolean) => t(on ? 'diagnosis.on' : 'diagnosis.off')
  const until = (on: boolean, end: string | null) =>
    on && end ? t('diagnosis.onUntil', { date: showInstant(end) }) : onOff(on)
  const shown = (to: Calls['noAnswer']['to']) =>
    to === null ? '' : to.kind === 'line' ? t('diagnosis.line', { extension: to.shown }) : to.shown
  const target = (to: Calls['noAnswer']['to']) => (to === null ? '' : t('diagnosis.to', { to: shown(to) }))
  const { doNotDisturb, forwardAll, noAnswer, voicemail, busy, unavailable } = calls
  const sentence = (...parts: string[]) => parts.filter(Boolean).join(', ')
  return [
    ['doNotDisturb', until(doNotDisturb.on, doNotDisturb.until)],
    ['forwardAll', sentence(until(forwardAll.on, forwardAll.until), forwardAll.on ? target(forwardAll.to) : '')],
    [
      'ringing',
      sentence(
        t(`diagnosis.ringings.${calls.ringing}`),
        calls.silentPhones > 0 ? t('diagnosis.silent', { count: calls.silentPhones }) : '',
      ),
    ],
    [
      'noAnswer',
      noAnswer.on ? t('diagnosis.toAfter', { to: shown(noAnswer.to), seconds: noAnswer.after }) : onOff(false),
    ],
    ['voicemail', voicemail.on ? t('diagnosis.afterSeconds', { seconds: voicemail.after }) : onOff(false)],
    ['busy', sentence(t(`diagnosis.busies.${busy.action}`), busy.action === 'forward' ? target(busy.to) : '')],
    ['unavailable', sentence(onOff(unavailable.on), unavailable.on ? target(unavailable.to) : '')],
    [
      'selective',
      calls.selectiveForward + calls.selectiveRejection === 0
        ? t('diagnosis.noRules')
        : t('diagnosis.rules', { forward: calls.selectiveForward, rejection: calls.selectiveRejection }),
    ],
    ['anonymous', t(`diagnosis.anonymous.${calls.anonymous}`)],
    ['callWaiting', onOff(calls.callWaiting)],
  ] as const
}
