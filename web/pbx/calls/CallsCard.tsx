import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import { myZone } from '../../shell/my-zone.ts'
import { showClock } from '../show-time.ts'
import './CallsCard.css'
import { Incoming } from './Incoming.tsx'
import { NoAnswer } from './NoAnswer.tsx'
import { DoNotDisturbUntil, PhoneStatus } from './PhoneStatus.tsx'
import { RuleRows } from './RuleRows.tsx'
import { SaveBar } from './SaveBar.tsx'
import { useCallsHere } from './useCalls.ts'
import { WhatHappens } from './WhatHappens.tsx'

/** “Stato del telefono” with all that follows from it (guide figure 4; screens 05, 05b, 14j). */
export function CallsCard() {
  const { theirs } = useCallsHere()
  // On a user’s page it stands in a section of that name already: two landmarks would be called the same.
  const Part = theirs === null ? 'section' : 'div'
  return (
    <Part className="card calls" aria-labelledby={theirs === null ? 'phone-status' : undefined}>
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
    </Part>
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
        <Pill>{t('what.updated', { time: showClock(at, myZone()) })}</Pill>
      </div>
      <WhatHappens readOnly />
    </section>
  )
}
