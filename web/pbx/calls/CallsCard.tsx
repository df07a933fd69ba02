import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import { showClock } from '../show-time.ts'
import './CallsCard.css'
import { Incoming } from './Incoming.tsx'
import { NoAnswer } from './NoAnswer.tsx'
import { DoNotDisturbUntil, PhoneStatus } from './PhoneStatus.tsx'
import { RuleRows } from './RuleRows.tsx'
import { SaveBar } from './SaveBar.tsx'
import { WhatHappens } from './WhatHappens.tsx'

/** “Stato del telefono” with all that follows from it (guide figure 4; screens 05, 05b, 14j). */
export function CallsCard() {
  return (
    <section className="card calls" aria-labelledby="phone-status">
      <PhoneStatus />
      <DoNotDisturbUntil />
      <WhatHappens />
      <div className="calls-box">
        <div className="calls-controls">
          <Incoming />
          <NoAnswer />
          <RuleRows layout="column" />
        </div>
      </div>
      <SaveBar />
    </section>
  )
}

/** The last confirmed settings while the server cannot be reached: to read, not to change (screen 14h). */
export function CallsReadOnly({ at }: { at: number }) {
  const { t } = useTranslation('call-handling')
  return (
    <section className="card calls" aria-labelledby="phone-status">
      <div className="calls-head">
        <h2 className="h2" id="phone-status">
          {t('status.title')}
        </h2>
        <Pill>{t('what.updated', { time: showClock(at) })}</Pill>
      </div>
      <WhatHappens readOnly />
    </section>
  )
}
