import { lineLimits } from '#domain/directory/line.ts'
import type { EmailAddress } from '#domain/email-address.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { CompanyFileLine } from '#domain/provider/company-file.ts'

/** The people of the large companies that figures and tests need: any number of them, always the same ones. */

const firstNames =
  'Giulia Marco Paolo Silvia Francesca Davide Chiara Luca Sara Roberto Elena Matteo Alessandro Martina Andrea Federica Stefano Valentina Simone Laura Giorgio Anna Riccardo Elisa Nicolò Beatrice Fabio Irene Daniele Caterina Tommaso Ilaria Pietro Giada Enrico Noemi Massimo Ludovica Antonio Rosa Vincenzo'.split(
    ' ',
  )
const lastNames =
  'Ferrero Actis Bertone Gallo Chiono Marchetti Perotti Vallino Peyretti D’Angelo Rossi Bianchi Colombo Ferrari Esposito Ricci Marino Greco Bruno Conti Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola Villa Marchesi Pellegrini Palumbo Sanna Farina Costa Fiore Però'.split(
    ' ',
  )

/** Places with their district prefixes. */
const places = [
  ['Torino', '011'],
  ['Milano', '02'],
  ['Roma', '06'],
  ['Genova', '010'],
  ['Bologna', '051'],
  ['Napoli', '081'],
  ['Firenze', '055'],
  ['Bari', '080'],
  ['Verona', '045'],
  ['Catania', '095'],
  ['Ivrea', '0125'],
  ['Aosta', '0165'],
] as const

const services = ['standard', 'standard', 'standard', 'premium', 'premium', 'posto-operatore'] as const
const kinds = ['S.r.l.', 'S.p.A.', 'S.n.c.', '& Figli', 'Logistica', 'Impianti']
const sitesOfCompany = 4

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** The places where a company has its sites. */
export const sitesOf = (company: number): string[] =>
  Array.from({ length: sitesOfCompany }, (_, i) => pick(places, company + i)[0])

export const companyName = (index: number): string => `${pick(lastNames, index * 7)} ${pick(kinds, index)} ${index + 1}`

/**
 * A line of a large company. The first two of each company are administrators.
 * @param serial counts lines over all companies, so that no number is given twice.
 */
export function castLine(company: number, index: number, serial: number): Omit<CompanyFileLine, 'row'> {
  const [site, district] = pick(places, company + (index % sitesOfCompany))
  // 41 first names against 50 last names: 2,050 people before a name comes back.
  const [firstName, lastName] = [pick(firstNames, serial), pick(lastNames, serial)]
  const service = pick(services, index)
  return {
    number: `+39${district}${1_000_000 + serial}` as PhoneNumber,
    extension: extensionAt(index),
    name: `${firstName} ${lastName}`,
    site,
    service,
    userType: index < 2 ? 'administrator' : service === 'posto-operatore' ? 'attendant' : 'user',
    email: `linea.${serial}@azienda-${company + 1}.example` as EmailAddress,
    mobile: null,
  }
}

/** Three digits while they suffice, then up to the longest extension; 112 is nobody's. */
function extensionAt(index: number): string {
  const extension = String(index + 200)
  return extension.length > lineLimits.extension.longest ? '' : extension
}

/** How far this line's holder has come: most have finished, one in five has not, as in a real company. */
export type Progress = 'completed' | 'email-to-confirm' | 'email-missing' | 'temporary-password' | 'never-entered'

export function progressAt(index: number): Progress {
  if (index < 2) return 'completed'
  return pick(
    [
      'completed',
      'completed',
      'completed',
      'email-to-confirm',
      'completed',
      'never-entered',
      'completed',
      'email-missing',
      'completed',
      'temporary-password',
    ] as const,
    index,
  )
}
