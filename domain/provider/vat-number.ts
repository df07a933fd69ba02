/**
 * An Italian VAT number: eleven digits, the last one a check digit (DPR 633/1972 art. 35; the Luhn scheme).
 * @returns its digits, or undefined when it is none.
 */
export function readVatNumber(text: string): string | undefined {
  const digits = text.replace(/[\s.]/g, '').replace(/^IT/i, '')
  return /^\d{11}$/.test(digits) && luhnSum(digits) % 10 === 0 ? digits : undefined
}

function luhnSum(digits: string): number {
  return [...digits].reduce((sum, digit, i) => {
    const value = i % 2 === 0 ? Number(digit) : 2 * Number(digit)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
}
