import { type CallerPattern, type CallSettings, limits, type SettingName } from '../settings.ts'
import { refuse } from './refusal.ts'

export function judgeCallers(callers: readonly CallerPattern[], setting: SettingName): void {
  if (callers.length > limits.callersPerList) throw refuse(setting, 'too-many')
}

export function judgeSaved({ savedNumbers }: CallSettings): void {
  if (savedNumbers.length > limits.savedNumbers) throw refuse('savedNumbers', 'too-many')
  for (const { label } of savedNumbers)
    if (label === '' || label.length > limits.label) throw refuse('savedNumbers', 'label')
}
