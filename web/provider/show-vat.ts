/** A VAT number as the design writes it: `IT 0987 6540 012`. */
export function showVat(vat: string | null): string {
  const digits = vat?.replace(/\D/g, '') ?? ''
  return digits.length === 11 ? `IT ${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}` : (vat ?? '')
}
