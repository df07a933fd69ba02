import type { ChangeGround } from './change/ground.ts'
import { judgeForward, judgeRules } from './change/judge-forward.ts'
import { judgeCallers, judgeSaved } from './change/judge-lists.ts'
import { judgeRinging } from './change/judge-ringing.ts'
import { judgeSeconds, judgeTimers, judgeUntil } from './change/judge-times.ts'
import { readRequest } from './change/read-request.ts'
import { refuse } from './change/refusal.ts'
import { same } from './same.ts'
import { type CallSettings, type SettingName, settingNames } from './settings.ts'
import type { SettingsRequest } from './settings-request.ts'

/**
 * Applies a request to the settings as they are now, and judges what it changes: a setting that was stored under other
 * rules stands until somebody touches it.
 * @throws {Problem} setting.refused with `setting` and `reason`
 */
export function applyChanges(current: CallSettings, asked: SettingsRequest, ground: ChangeGround) {
  const settings = { ...current, ...readRequest(asked, current, ground) } as CallSettings
  const changed = settingNames.filter((name) => !same(settings[name], current[name]))
  const judge = (...names: SettingName[]) => names.some((name) => changed.includes(name))
  if (judge('doNotDisturb')) judgeUntil(settings.doNotDisturb, 'doNotDisturb', ground)
  if (judge('forwardAll')) {
    judgeUntil(settings.forwardAll, 'forwardAll', ground)
    judgeForward(settings, 'forwardAll', ground)
  }
  if (judge('ringing')) judgeRinging(settings, ground)
  if (judge('noAnswer')) {
    judgeSeconds(settings.noAnswer.after, 'noAnswer')
    judgeForward(settings, 'noAnswer', ground)
  }
  if (judge('voicemail')) {
    judgeSeconds(settings.voicemail.after, 'voicemail')
    if (settings.voicemail.on && !ground.voicemail) throw refuse('voicemail', 'no-voicemail')
  }
  if (judge('voicemail', 'noAnswer')) judgeTimers(settings, changed)
  if (judge('busy')) {
    if (settings.busy.action === 'forward') judgeForward(settings, 'busy', ground)
    if (settings.busy.action === 'voicemail' && !ground.voicemail) throw refuse('busy', 'no-voicemail')
  }
  if (judge('unavailable')) judgeForward(settings, 'unavailable', ground)
  if (judge('selectiveForward')) judgeRules(settings, current, ground)
  if (judge('selectiveRejection')) judgeCallers(settings.selectiveRejection.callers, 'selectiveRejection')
  if (judge('vip')) judgeCallers(settings.vip, 'vip')
  if (judge('identity') && settings.identity.presented !== null) {
    if (!ground.presentable.includes(settings.identity.presented)) throw refuse('identity', 'not-presentable')
  }
  if (judge('savedNumbers')) judgeSaved(settings)
  return { settings, changed }
}
