import { hour, later } from '../../clock.ts'
import { numberType } from '../../phone-number.ts'
import type { CallFor, LineFacts } from '../facts.ts'
import { add, because, type Draft, type Entry, networkSeconds, nobody } from './draft.ts'
import type { Way } from './way.ts'
import { deviceTarget } from './who-rings.ts'

/** Row 0b: 112 calls back within the hour and reaches every phone of the line, silent ones too. */
export function callBackFromEmergency(draft: Draft, line: LineFacts, { diversions }: Way): Entry | undefined {
  if (!isCallBack(line, draft.call)) return undefined
  because(draft, 'emergency-call-back', line.id)
  const targets = line.phones.map((phone) => deviceTarget(line, phone, false))
  return targets.length === 0 ? nobody : add(draft, { seconds: networkSeconds, targets, next: {}, diversions })
}

const callBackWithin = hour

const isCallBack = ({ emergencyAt }: LineFacts, { caller, at }: CallFor): boolean =>
  emergencyAt !== null &&
  caller.number !== null &&
  numberType(caller.number) === 'emergency' &&
  at < later(new Date(emergencyAt), callBackWithin)
