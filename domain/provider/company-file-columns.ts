import { nameKey } from '../directory/search-text.ts'

/** The columns of a company's file, in the order in which our own export writes them (guide figure 5, S60). */
export const companyFileColumns = [
  'number',
  'extension',
  'userType',
  'service',
  'name',
  'site',
  'email',
  'mobile',
] as const
export type CompanyFileColumn = (typeof companyFileColumns)[number]

/** Headings we read; the first of each is the one we write. */
export const companyFileHeadings: Readonly<Record<CompanyFileColumn, readonly [string, ...string[]]>> = {
  number: ['Numero di telefono', 'Numero', 'Telefono', 'Phone number'],
  extension: ['Interno', 'Extension'],
  userType: ['Tipo utenza', 'User type'],
  service: ['Servizio', 'Service'],
  name: ['Nome', 'Name'],
  site: ['Sede', 'Site'],
  email: ['E-mail', 'Email', 'Indirizzo e-mail'],
  mobile: ['Cellulare', 'Mobile'],
}

/** Without these a file is no list of lines. */
export const requiredColumns: readonly CompanyFileColumn[] = ['number', 'service', 'name', 'site']

/** What our export tells beside: it follows from what people do, and is not taken from a file. */
const exportedOnly = ['Primo accesso', 'First access', 'Stato e-mail', 'E-mail status']

export type HeadingMeaning = CompanyFileColumn | 'exported-only' | 'unknown'

const meanings = new Map<string, HeadingMeaning>([
  ...companyFileColumns.flatMap((column) => companyFileHeadings[column].map((h) => [nameKey(h), column] as const)),
  ...exportedOnly.map((heading) => [nameKey(heading), 'exported-only'] as const),
])

/** What stands under a heading, whatever its letter case. */
export function meaningOf(heading: string): HeadingMeaning {
  return meanings.get(nameKey(heading)) ?? 'unknown'
}
