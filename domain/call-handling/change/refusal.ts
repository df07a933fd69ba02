import { Problem } from '../../problem.ts'
import type { SettingName } from '../settings.ts'

/** Why a setting is refused: a word for each, the sentence is the translations'. */
export const settingRefusals = [
  'not-a-number',
  'unknown-extension',
  'own-number',
  'loop',
  'class-not-allowed',
  'own-barring',
  'emergency',
  'feature-code',
  'too-many',
  'destination-missing',
  'nobody-rings',
  'gap',
  'seconds',
  'voicemail-too-soon',
  'no-voicemail',
  'past',
  'not-your-phone',
  'not-presentable',
  'taken',
  'label',
] as const
export type SettingRefusal = (typeof settingRefusals)[number]

/** Where a number is read that belongs to no setting of a line: a short code, a step of a test call. */
export type Refused = SettingName | 'destination'

/** `setting.refused`: which setting, why, and what the sentence names (`most`, `class`, `lineId`). */
export const refuse = (setting: Refused, reason: SettingRefusal, more: Record<string, string> = {}) =>
  new Problem('setting.refused', { setting, reason, ...more })
