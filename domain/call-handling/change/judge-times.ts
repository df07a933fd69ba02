import { type CallSettings, limits, type SettingName } from '../settings.ts'
import type { ChangeGround } from './ground.ts'
import { refuse } from './refusal.ts'

/** An end of do not disturb or of a forward lies ahead. */
export function judgeUntil(
  { on, until }: { on: boolean; until: string | null },
  setting: SettingName,
  { now }: ChangeGround,
): void {
  if (on && until !== null && new Date(until) <= now) throw refuse(setting, 'past')
}

/** Whole seconds between what form and server both call the least and the most. */
export function judgeSeconds(seconds: number, setting: SettingName): void {
  const { least, most } = limits.seconds
  if (!Number.isInteger(seconds) || seconds < least || seconds > most) throw refuse(setting, 'seconds')
}

/** Voicemail waits until the forward has had its turn (settings.ts: at least five seconds). */
export function judgeTimers({ noAnswer, voicemail }: CallSettings, changed: readonly SettingName[]): void {
  if (!noAnswer.on || !voicemail.on || voicemail.after >= noAnswer.after + limits.seconds.gap) return
  throw refuse(changed.includes('voicemail') ? 'voicemail' : 'noAnswer', 'voicemail-too-soon')
}
