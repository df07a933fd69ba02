import { maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber } from '#domain/phone-number.ts'
import type { DeliveryPlan } from '#domain/provider/delivery.ts'
import type { Console } from './command.ts'
import { fill } from './words.ts'

/** Where the letters go, masked: an operator’s terminal is no place for customers’ addresses. */
export function sayDelivery({ out, words }: Console, { numbersTo, secretTo }: DeliveryPlan): void {
  const { delivered } = words
  if (typeof numbersTo === 'object') out(fill(delivered.numbers, { to: maskEmailAddress(numbersTo.email) }))
  else out(delivered.numbersByVoice)
  sayWayOfSecret({ out, words }, secretTo)
}

/** Says nothing of a secret that is told by mouth: whoever prints it decides where. */
export function sayWayOfSecret(
  { out, words }: Pick<Console, 'out' | 'words'>,
  way: DeliveryPlan['secretTo'] | 'spoken',
): void {
  if (typeof way !== 'object') return
  const { delivered } = words
  if ('sms' in way) out(fill(delivered.secretBySms, { to: maskPhoneNumber(way.sms) }))
  else out(fill(delivered.secretByEmail, { to: maskEmailAddress(way.email) }))
}
