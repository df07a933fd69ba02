import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'

/** A number from the API as people write it: `0125 555 049`. */
export const showNumber = (number: string): string =>
  number.startsWith('+') ? showPhoneNumber(number as PhoneNumber) : number
