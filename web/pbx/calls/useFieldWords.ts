import { useTranslation } from 'react-i18next'
import type { CallSettings, Destination } from '#domain/call-handling/settings.ts'
import { currentLanguage } from '../../shell/language.ts'
import type { Field } from './draft.ts'
import { longNameOf, nameOf } from './draw.ts'
import { tellUntil } from './until.ts'
import { useCallsHere } from './useCalls.ts'

/** A control’s name and its value in words, where two values stand side by side. */
export function useFieldWords() {
  const { t } = useTranslation('call-handling')
  const { names, now, zone } = useCallsHere()
  const to = (destination: Destination | null) => (destination ? longNameOf(destination, names, t) : t('value.none'))
  const onOff = (on: boolean) => t(on ? 'value.on' : 'value.off')
  const seconds = (count: number) => t('value.seconds', { count })
  const until = (end: string | null) => {
    const told = tellUntil(end, now, currentLanguage(), zone)
    return told ? t(`told.${told.kind}`, { day: '', time: '', ...told }) : t('until.always')
  }
  const phone = (id: string) => names.phones.get(id)?.name ?? t('value.phoneGone')
  const listed = (all: readonly string[]) => (all.length === 0 ? t('value.none') : all.join(', '))

  const values: Record<Field, (settings: CallSettings) => string> = {
    forward: (s) => onOff(s.forwardAll.on),
    forwardTo: (s) => to(s.forwardAll.to),
    forwardUntil: (s) => until(s.forwardAll.until),
    mode: (s) => t(`incoming.${s.ringing.mode}`),
    silent: (s) => listed(s.ringing.silent.map(phone)),
    others: (s) => listed(s.ringing.others.map((other) => nameOf(other, names, t))),
    order: (s) => t('incoming.orderSteps', { count: s.ringing.order.length }),
    noAnswer: (s) => onOff(s.noAnswer.on),
    noAnswerTo: (s) => to(s.noAnswer.to),
    noAnswerAfter: (s) => seconds(s.noAnswer.after),
    voicemail: (s) => onOff(s.voicemail.on),
    voicemailAfter: (s) => seconds(s.voicemail.after),
    busy: (s) => t(`busy.${s.busy.action}`),
    busyTo: (s) => to(s.busy.to),
  }
  return {
    name: (field: Field) => t(`field.${field}`),
    value: (field: Field, settings: CallSettings) => values[field](settings),
  }
}
