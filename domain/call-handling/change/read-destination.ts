import { callRefusal, classOf } from '../../dial-plan/destination-class.ts'
import { readDialled } from '../../dial-plan/read-dialled.ts'
import { nationalDigits, type PhoneNumber } from '../../phone-number.ts'
import type { CallSettings, Destination } from '../settings.ts'
import type { ChangeGround } from './ground.ts'
import { type Refused, refuse } from './refusal.ts'

/**
 * A typed destination as it is stored: a line of the company, or a number that this line may call.
 * @throws {Problem} setting.refused
 */
export function readDestination(
  typed: string,
  setting: Refused,
  ground: ChangeGround,
  barring: CallSettings['barring'] = [],
): Destination {
  if (/[*#＊＃]/.test(typed)) throw refuse(setting, 'feature-code')
  const dialled = readDialled(typed, ground.dialPlan)
  switch (dialled.kind) {
    case 'emergency':
      throw refuse(setting, 'emergency')
    case 'line':
      if (dialled.lineId === ground.line.id) throw refuse(setting, 'own-number')
      return { kind: 'line', lineId: dialled.lineId }
    case 'number':
      return allowedNumber(dialled.number, setting, ground, barring)
    case 'code':
    case 'unknown':
      throw refuse(setting, /^\s*\d{1,6}\s*$/.test(typed) ? 'unknown-extension' : 'not-a-number')
  }
}

function allowedNumber(
  number: PhoneNumber,
  setting: Refused,
  { allowed }: ChangeGround,
  barring: CallSettings['barring'],
): Destination {
  const of = classOf(number)
  const why = callRefusal(of, { allowed, barring })
  if (why) throw refuse(setting, why === 'permission' ? 'class-not-allowed' : 'own-barring', { class: of })
  return { kind: 'number', number }
}

/** A stored number is read again as it was: short numbers of +39 only without their country code. */
export const nationalOrWhole = (number: string): string =>
  number.startsWith('+39') && number.length < 9 ? nationalDigits(number as PhoneNumber) : number
