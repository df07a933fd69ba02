import { readPhoneNumber } from '../phone-number.ts'

/**
 * Numbers one may call for help without leaving a trace in any list: against violence, for children, missing children
 * and the other 116 services (spec/product 8.2). The police, doctors and firemen are not meant.
 */
const helplines = /^\+39(?:1522|114|19696|116\d{3})$/

/** @param number in any spelling that `readPhoneNumber` takes */
export function isHelpline(number: string): boolean {
  const read = readPhoneNumber(number)
  return read !== undefined && helplines.test(read)
}
