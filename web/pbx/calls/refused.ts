import type { TFunction } from 'i18next'
import type { SettingName } from '#domain/call-handling/settings.ts'
import type { Problem } from '../../api.ts'
import type { Field } from './draft.ts'
import type { Names } from './draw.ts'

/** Why a setting was refused, in a sentence; undefined when the problem is another one. */
export function refusedBecause(problem: Problem, names: Names, t: TFunction<'call-handling'>): string | undefined {
  if (problem.code !== 'setting.refused') return undefined
  const { reason, lineId, most, class: of } = problem.facts
  const facts = {
    name: typeof lineId === 'string' ? (names.lines.get(lineId)?.name ?? t('destination.colleague')) : '',
    most: most ?? '',
    what: typeof of === 'string' ? t(`class.${of as 'mobile'}`, { defaultValue: of }) : '',
  }
  return t(`refused.${String(reason) as 'loop'}`, { ...facts, defaultValue: t('refused.other') })
}

const fieldOf: Partial<Record<SettingName, Field>> = {
  forwardAll: 'forwardTo',
  noAnswer: 'noAnswerTo',
  voicemail: 'voicemailAfter',
  busy: 'busyTo',
  ringing: 'others',
}

/** The field of the card at which a refusal is shown. */
export function refusedField({ facts: { setting, reason } }: Problem): Field | undefined {
  if (setting === 'noAnswer' && (reason === 'seconds' || reason === 'voicemail-too-soon')) return 'noAnswerAfter'
  if (setting === 'forwardAll' && reason === 'past') return 'forwardUntil'
  if (setting === 'busy' && reason === 'no-voicemail') return 'busy'
  if (setting === 'ringing' && (reason === 'gap' || reason === 'seconds' || reason === 'nobody-rings')) return 'order'
  return fieldOf[setting as SettingName]
}
