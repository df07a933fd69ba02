import { type CallerPattern, type CallSettings, limits, type SettingName } from '../settings.ts'
import { refuse } from './refusal.ts'

/** @throws {Problem} setting.refused, too-many */
export function judgeCallers(callers: readonly CallerPattern[], setting: SettingName): void {
  if (callers.length > limits.callersPerList) throw refuse(setting, 'too-many')
}

/** Each saved number has a name, which is what its owner chooses it by. */
export function judgeSaved({ savedNumbers }: CallSettings): void {
  if (savedNumbers.length > limits.savedNumbers) throw refuse('savedNumbers', 'too-many')
  for (const { label } of savedNumbers)
    if (label === '' || label.length > limits.label) throw refuse('savedNumbers', 'label')
}
