import { readPhoneNumber } from '../../phone-number.ts'
import type { CallerPattern } from '../settings.ts'
import type { ChangeGround } from './ground.ts'
import { type Refused, refuse } from './refusal.ts'

/**
 * A typed caller of a list: `02*` is a beginning, an extension a colleague, "anonimo" whoever withholds the number.
 * @throws {Problem} setting.refused
 */
export function readCaller(typed: string, setting: Refused, { dialPlan }: ChangeGround): CallerPattern {
  const text = typed.normalize('NFKC').trim()
  if (/^(?:anonim[oi]|sconosciut[oi]|anonymous|withheld)$/i.test(text)) return { kind: 'anonymous' }
  const beginning = /^([+\d][\d\s./()-]*)\*$/.exec(text)?.[1]?.replace(/[^\d+]/g, '')
  if (beginning !== undefined) {
    const prefix = beginning.startsWith('+')
      ? beginning
      : beginning.startsWith('00')
        ? `+${beginning.slice(2)}`
        : `+39${beginning}`
    if (!/^\+\d{2,14}$/.test(prefix)) throw refuse(setting, 'not-a-number')
    return { kind: 'prefix', prefix }
  }
  if (/[*#]/.test(text)) throw refuse(setting, 'feature-code')
  const lineId = dialPlan.lineOfExtension(text)
  if (lineId) return { kind: 'line', lineId }
  const number = readPhoneNumber(text)
  if (!number) throw refuse(setting, /^\d{1,6}$/.test(text) ? 'unknown-extension' : 'not-a-number')
  const ours = dialPlan.lineOfNumber(number)
  return ours ? { kind: 'line', lineId: ours } : { kind: 'number', number }
}
