/** What the address says of the calendar; what makes no sense is left out. */
export type ExpiryState = {
  site?: string | undefined
  /** `2027-11`. */
  month?: string | undefined
  withoutEmail: boolean
  page: number
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const month = /^\d{4}-(0[1-9]|1[0-2])$/

export function readExpiryAddress(address: Readonly<Record<string, unknown>>): ExpiryState {
  const page = Number(address.pagina)
  return {
    ...(typeof address.sede === 'string' && uuid.test(address.sede) ? { site: address.sede } : {}),
    ...(typeof address.mese === 'string' && month.test(address.mese) ? { month: address.mese } : {}),
    withoutEmail: address.senzaEmail === 'si',
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  }
}

export function writeExpiryAddress({ site, month: of, withoutEmail, page }: ExpiryState): Record<string, string> {
  return {
    ...(site ? { sede: site } : {}),
    ...(of ? { mese: of } : {}),
    ...(withoutEmail ? { senzaEmail: 'si' } : {}),
    ...(page > 1 ? { pagina: String(page) } : {}),
  }
}
