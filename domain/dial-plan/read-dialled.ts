import type { Destination } from '../call-handling/settings.ts'
import { nationalDigits, numberType, type PhoneNumber, readPhoneNumber } from '../phone-number.ts'
import { classOf, type DestinationClass } from './destination-class.ts'
import type { CodeReader, DialledCode } from './service-codes.ts'

/** What a company can dial beside numbers. */
export type DialPlan = {
  /** The line with this extension: a string, `049` is not `49` (S61). */
  readonly lineOfExtension: (extension: string) => string | undefined
  readonly lineOfNumber: (number: PhoneNumber) => string | undefined
  readonly shortCode: (code: string) => Destination | undefined
  readonly readCode: CodeReader
  /** "0 for an outside line"; null: numbers are dialled as they are (product 8.1). */
  readonly externalPrefix: string | null
}

export type Dialled =
  /** Its digits; never blocked, never shadowed by an extension or short code (8.2). */
  | { readonly kind: 'emergency'; readonly number: string }
  | { readonly kind: 'line'; readonly lineId: string; readonly by: 'extension' | 'short-code' | 'number' }
  | {
      readonly kind: 'number'
      readonly number: PhoneNumber
      readonly of: DestinationClass
      readonly by: 'short-code' | 'number'
    }
  | { readonly kind: 'code'; readonly code: DialledCode }
  | { readonly kind: 'unknown' }

/** Reads what was dialled, in this order: emergency, star code, extension, short code, number. */
export function readDialled(typed: string, plan: DialPlan): Dialled {
  const dialled = strip(typed)
  const outside = plan.externalPrefix !== null && dialled.startsWith(plan.externalPrefix) ? dialled.slice(1) : undefined
  const emergency = readEmergency(dialled) ?? (outside === undefined ? undefined : readEmergency(outside))
  if (emergency) return { kind: 'emergency', number: emergency }
  if (/[*#]/.test(dialled)) {
    const code = plan.readCode(dialled)
    return code ? { kind: 'code', code } : { kind: 'unknown' }
  }
  const lineId = plan.lineOfExtension(dialled)
  if (lineId) return { kind: 'line', lineId, by: 'extension' }
  const short = plan.shortCode(dialled)
  if (short)
    return short.kind === 'line' ? { ...short, by: 'short-code' } : readNumber(short.number, plan, 'short-code')
  // With an external prefix the digits after it are the number; a number dialled from the phone's list has none.
  const number = (outside === undefined ? undefined : readPhoneNumber(outside)) ?? readPhoneNumber(dialled)
  return number ? readNumber(number, plan, 'number') : { kind: 'unknown' }
}

function readNumber(number: PhoneNumber, plan: DialPlan, by: 'short-code' | 'number'): Dialled {
  const lineId = plan.lineOfNumber(number)
  if (lineId) return { kind: 'line', lineId, by }
  const of = classOf(number)
  return of === 'emergency' ? { kind: 'emergency', number: nationalDigits(number) } : { kind: 'number', number, of, by }
}

function readEmergency(dialled: string): string | undefined {
  const number = readPhoneNumber(dialled)
  return number && numberType(number) === 'emergency' ? nationalDigits(number) : undefined
}

/** Full-width digits become plain, and what phones add after the number goes (TEL-2). */
function strip(typed: string): string {
  const [number = ''] = typed.normalize('NFKC').trim().split(';')
  return number.replace(/^(?:tel|sips?):/i, '').replace(/[\s./()-]/g, '')
}
