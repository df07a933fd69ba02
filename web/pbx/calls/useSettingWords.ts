import { useTranslation } from 'react-i18next'
import type { CallSettings, Destination, SettingName } from '#domain/call-handling/settings.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import { currentLanguage } from '../../shell/language.ts'
import { showNumber } from '../../shell/show-number.ts'
import { longNameOf, type Names, nameOf } from './draw.ts'
import { tellUntil } from './until.ts'

/** A whole setting in words, as the history tells it. */
export function useSettingWords(
  names: Names,
  now: number,
  zone: TimeZone,
): (name: SettingName, value: unknown) => string {
  const { t } = useTranslation(['call-settings', 'call-handling'])
  const { t: h } = useTranslation('call-handling')
  const onOff = (on: boolean, ...more: (string | undefined)[]) =>
    on ? [t('call-handling:value.on'), ...more].filter(Boolean).join(', ') : t('call-handling:value.off')
  const to = (destination: Destination | null) =>
    destination ? t('said.to', { to: nameOf(destination, names, h) }) : undefined
  const until = (end: string | null) => {
    const told = tellUntil(end, now, currentLanguage(), zone)
    return told && t(`call-handling:told.${told.kind}`, { day: '', time: '', ...told })
  }
  const words: { [K in SettingName]: (value: CallSettings[K]) => string } = {
    doNotDisturb: (s) => onOff(s.on, until(s.until)),
    forwardAll: (s) => onOff(s.on, to(s.to), until(s.until)),
    ringing: (s) =>
      [
        t(`call-handling:incoming.${s.mode}`),
        ...(s.mode === 'together' ? s.others.map((other) => longNameOf(other, names, h)) : []),
        ...(s.mode === 'in-order' ? [t('call-handling:incoming.orderSteps', { count: s.order.length })] : []),
      ].join(', '),
    noAnswer: (s) =>
      onOff(s.on, s.to ? t('said.toAfter', { to: nameOf(s.to, names, h), seconds: s.after }) : undefined),
    voicemail: (s) => onOff(s.on, t('said.after', { seconds: s.after })),
    busy: (s) =>
      [t(`call-handling:busy.${s.action}`), s.action === 'forward' ? to(s.to) : undefined].filter(Boolean).join(' '),
    unavailable: (s) => onOff(s.on, to(s.to)),
    selectiveForward: (s) =>
      t('call-handling:rules.forward', { count: s.on ? s.rules.filter(({ on }) => on).length : 0 }),
    selectiveRejection: (s) => t('call-handling:rules.rejection', { count: s.on ? s.callers.length : 0 }),
    anonymous: (s) => t(`call-handling:rules.${s}`),
    vip: (s) => t('vip.count', { count: s.length }),
    callWaiting: (s) => onOff(s),
    identity: (s) => (s.withheld ? t('said.hidden') : s.presented ? showNumber(s.presented) : t('said.ownNumber')),
    barring: (s) =>
      s.length === 0 ? t('barring.count', { count: 0 }) : s.map((one) => t(`barring.${one}`)).join(', '),
    savedNumbers: (s) => t('saved.count', { count: s.length }),
  }
  return (name, value) => {
    if (value === null || value === undefined) return t('said.unknown')
    return (words[name] as (value: unknown) => string)(value)
  }
}
