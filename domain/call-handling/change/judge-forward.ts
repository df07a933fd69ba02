import { comesBackTo, type ForwardKind } from '../loops.ts'
import { type CallSettings, type Destination, limits, type SettingName } from '../settings.ts'
import type { ChangeGround } from './ground.ts'
import { judgeCallers } from './judge-lists.ts'
import { refuse } from './refusal.ts'

/** A forward that is on needs a place to go, which does not send the call back here (loops.ts). */
export function judgeForward(
  settings: CallSettings,
  setting: Exclude<ForwardKind, 'selectiveForward'>,
  ground: ChangeGround,
): void {
  const forward = settings[setting]
  const on = 'on' in forward ? forward.on : forward.action === 'forward'
  if (!on) return
  if (forward.to === null) throw refuse(setting, 'destination-missing')
  judgeLoop(settings, forward.to, setting, setting, ground)
}

function judgeLoop(
  settings: CallSettings,
  to: Destination,
  kind: ForwardKind,
  setting: SettingName,
  { line, now, settingsOf }: ChangeGround,
): void {
  const known = (lineId: string) => (lineId === line.id ? settings : settingsOf(lineId))
  const way = comesBackTo(line.id, to, kind, known, now)
  if (way) throw refuse(setting, 'loop', { lineId: way })
}

/** Too many rules are refused where one is added: a profile that allows fewer takes away none that exist. */
export function judgeRules(settings: CallSettings, before: CallSettings, ground: ChangeGround): void {
  const { rules } = settings.selectiveForward
  if (rules.length > before.selectiveForward.rules.length && rules.length > Math.min(limits.rules, ground.limits.rules))
    throw refuse('selectiveForward', 'too-many', { most: String(ground.limits.rules) })
  for (const rule of rules) {
    judgeCallers(rule.callers, 'selectiveForward')
    if (rule.name.trim() === '' || rule.name.length > limits.label) throw refuse('selectiveForward', 'label')
    if (settings.selectiveForward.on && rule.on)
      judgeLoop(settings, rule.to, 'selectiveForward', 'selectiveForward', ground)
  }
}
