import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import { Rich } from '../../design/Rich.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { currentLanguage } from '../../shell/language.ts'
import { range, type Timer, withSeconds } from './draft.ts'
import { drawn, phoneState, sentence } from './draw.ts'
import { lanesFor } from './preview.ts'
import Ribbon, { RibbonColumn } from './Ribbon.tsx'
import { tellUntil } from './until.ts'
import { useCallsHere } from './useCalls.ts'

/** “Cosa succede se mi chiamano?”: the sentence first, then the picture, both from one plan (DESIGN.md 1). */
export function WhatHappens({ readOnly = false }: { readOnly?: boolean }) {
  const { t } = useTranslation('call-handling')
  const { state, draft, names, theirs, live, now, dirty, change } = useCallsHere()
  const narrow = useNarrow()
  const lanes = useMemo(() => lanesFor(state, draft, now), [state, draft, now])
  const status = phoneState(draft, live)
  const words = { free: drawn(lanes.free, names, t), busy: drawn(lanes.busy, names, t) }
  const labels =
    theirs === null
      ? { free: t('what.free'), busy: t('what.busy') }
      : { free: t('what.freeTheirs'), busy: t('what.busyTheirs') }
  const timers: readonly Timer[] = [
    ...(dirty('noAnswerAfter') ? (['noAnswer'] as const) : []),
    ...(dirty('voicemailAfter') ? (['voicemail'] as const) : []),
  ]
  return (
    <div className="calls-what">
      <h3 className="what-title">{theirs === null ? t('what.title') : t('what.titleTheirs', { name: theirs })}</h3>
      <p className="sub" role="status">
        {readOnly ? (
          t('what.lastConfirmed')
        ) : (
          <>
            <Rich text={sentence(lanes.free, names, t)} /> <Ends settings={draft} status={status} />
          </>
        )}
      </p>
      {narrow ? (
        <RibbonColumn lanes={words} labels={labels} />
      ) : (
        <Ribbon
          lanes={words}
          labels={labels}
          range={(timer) => range(draft, timer)}
          dirty={timers}
          onMove={
            readOnly ? undefined : (timer, seconds) => change((settings) => withSeconds(settings, timer, seconds))
          }
        />
      )}
      {draft.callWaiting && status === 'available' && state.phones.length > 0 && (
        <p className="what-note">{t(theirs === null ? 'what.waiting' : 'what.waitingTheirs')}</p>
      )}
    </div>
  )
}

/** Until when, and who gets through all the same. */
function Ends({ settings, status }: { settings: CallSettings; status: ReturnType<typeof phoneState> }) {
  const { t } = useTranslation('call-handling')
  const { theirs, now, zone } = useCallsHere()
  const end =
    status === 'forward' ? settings.forwardAll.until : status === 'doNotDisturb' ? settings.doNotDisturb.until : null
  const told = tellUntil(end, now, currentLanguage(), zone)
  const until = told && t(`told.${told.kind}`, { day: '', time: '', ...told })
  const vip = status === 'doNotDisturb' && settings.vip.length > 0
  return (
    <>
      {until && t(status === 'forward' ? 'sentence.forwardUntil' : 'sentence.doNotDisturb', { until })}
      {vip && ` ${theirs === null ? t('sentence.vip') : t('sentence.vipTheirs', { name: theirs })}`}
    </>
  )
}
