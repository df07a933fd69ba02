import { currentLanguage } from '../../shell/language.ts'

/** "12,50 €", of whole cents. */
export const showEuro = (cents: number): string =>
  (cents / 100).toLocaleString(currentLanguage(), { style: 'currency', currency: 'EUR' })

/** Of thousandths of a cent: rounded up, since what is spent is never shown as less. */
export const showSpent = (millicents: number): string => showEuro(Math.ceil(millicents / 1_000))
