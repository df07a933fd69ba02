import { nameKey } from '../../directory/search-text.ts'
import { type CompanyFileColumn, companyFileHeadings } from '../company-file-columns.ts'
import { meant, type Row } from '../company-file-text.ts'

/**
 * What a column may hold: one of a line's cells, half a name, or nothing that we take. `secret` is said in so many
 * words on the screen, and what stands below such a heading is never kept.
 */
export const columnMeanings = [
  'number',
  'extension',
  'name',
  'firstName',
  'lastName',
  'site',
  'service',
  'userType',
  'email',
  'mobile',
  'secret',
  'ignored',
] as const
export type ColumnMeaning = (typeof columnMeanings)[number]

/** Lower case letters and digits only: `EmailAddress`, `E-mail address` and `email_address` are one heading. */
export const headingKey = (heading: string): string => nameKey(meant(heading)).replace(/[^a-z0-9]/g, '')

/**
 * Headings by what they mean: ours, Italian and English ones that people write, 3CX (extension export) and FreePBX
 * (bulk handler). The earlier one of a list wins when a file has several.
 */
const known: Readonly<Record<Exclude<ColumnMeaning, 'secret' | 'ignored'>, readonly string[]>> = {
  number: [
    ...companyFileHeadings.number,
    ...['Numero telefonico', 'Numero esterno', 'Numero diretto', 'Numero geografico', 'Linea', 'Tel'],
    ...['Phone', 'Telephone', 'Telephone number', 'Direct number', 'External number', 'DID', 'DDI', 'DN', 'MSISDN'],
    // FreePBX and 3CX know a line by its extension and write its own number as the one that is shown outside.
    ...['OutboundCallerID', 'outboundcid', 'Outbound Caller ID', 'CallerID', 'Caller ID', 'cid'],
  ],
  extension: [
    ...companyFileHeadings.extension,
    ...['Int', 'Interno telefonico', 'Numero interno', 'Ext', 'Extension number', 'ext_number'],
  ],
  name: [
    ...companyFileHeadings.name,
    ...['Nominativo', 'Nome e cognome', 'Cognome e nome', 'Nome completo', 'Utente', 'Dipendente', 'Descrizione'],
    ...['Full name', 'Display name', 'User', 'User name', 'Employee', 'Description', 'Label'],
  ],
  firstName: ['FirstName', 'First name', 'Given name'],
  lastName: ['LastName', 'Last name', 'Surname', 'Family name', 'Cognome'],
  site: [
    ...companyFileHeadings.site,
    ...['Filiale', 'Ufficio', 'Località', 'Luogo', 'Reparto', 'Gruppo', 'Department', 'Location', 'Office', 'Branch'],
  ],
  service: [...companyFileHeadings.service, 'Profilo', 'Licenza', 'Profile', 'Licence', 'License', 'Plan'],
  userType: [...companyFileHeadings.userType, 'Ruolo', 'Tipo', 'Tipo utente', 'Role'],
  email: [
    ...companyFileHeadings.email,
    ...['EmailAddress', 'Mail', 'Posta elettronica', 'Indirizzo mail', 'voicemail_email', 'vm_email'],
  ],
  mobile: [
    ...companyFileHeadings.mobile,
    ...['Cell', 'Cell.', 'Telefono cellulare', 'Numero cellulare', 'Mobile number', 'MobileNumber', 'Mobile phone'],
  ],
}

/** Rank of a heading in its list, by its key. */
const ranks = new Map<string, { meaning: ColumnMeaning; rank: number }>()
for (const [meaning, headings] of Object.entries(known) as [keyof typeof known, readonly string[]][])
  for (const [rank, heading] of headings.entries()) {
    const key = headingKey(heading)
    if (!ranks.has(key)) ranks.set(key, { meaning, rank })
  }

/** Passwords, PINs and keys, in the words of any switchboard: `AuthPassword`, `VMPin`, `secret`, `voicemail_vmpwd`. */
const secret =
  /passw|secret|^pwd|pwd$|^pin$|(?:vm|voicemail|web|access|user|conf|ivr|mailbox|call)\w*pin(?:number)?$|^pin(?:code|number|vm|casella|web|di)|codicepin|segret|parolachiave|chiave(?:sip|privata)|authkey|apikey|token$|^puk/

/** A column that is never read, stored or shown: whatever stands below such a heading is left out of the file. */
export const isSecretHeading = (heading: string): boolean => secret.test(headingKey(heading))

/** Few digits below `Number`, as in a 3CX export: an extension and no telephone number. */
function looksLikeExtensions(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.replace(/\s/g, '')).filter(Boolean)
  return filled.length > 0 && filled.filter((cell) => /^\d{2,6}$/.test(cell)).length * 10 >= filled.length * 9
}

/**
 * What each column seems to hold, by its heading and by what stands below it. No meaning is given twice; a person may
 * change any of it.
 */
export function guessMeanings(headings: readonly string[], sample: readonly (readonly string[])[]): ColumnMeaning[] {
  const found = headings.map((heading, index): { index: number; meaning: ColumnMeaning; rank: number } => {
    if (isSecretHeading(heading)) return { index, meaning: 'secret', rank: -1 }
    const hit: { meaning: ColumnMeaning; rank: number } = ranks.get(headingKey(heading)) ?? {
      meaning: 'ignored',
      rank: 0,
    }
    const below = sample.map((row) => meant(row[index] ?? ''))
    const short = (hit.meaning === 'number' || headingKey(heading) === 'number') && looksLikeExtensions(below)
    return { index, ...hit, ...(short ? { meaning: 'extension' as const } : {}) }
  })
  const has = (heading: string) => headings.some((one) => headingKey(one) === headingKey(heading))
  // `Nome` beside `Cognome` is only half of it.
  const halves = has('Cognome') || has('LastName') || has('Surname') || has('Last name')
  const meanings: ColumnMeaning[] = headings.map(() => 'ignored')
  const taken = new Set<ColumnMeaning>()
  for (const { index, meaning } of found.sort((a, b) => a.rank - b.rank || a.index - b.index)) {
    const own =
      halves && meaning === 'name' && ['nome', 'name'].includes(headingKey(headings[index] ?? ''))
        ? 'firstName'
        : meaning
    if (own === 'secret') meanings[index] = own
    else if (own !== 'ignored' && !taken.has(own)) {
      meanings[index] = own
      taken.add(own)
    }
  }
  // A whole name needs no halves beside it.
  return meanings.map((meaning) =>
    taken.has('name') && (meaning === 'firstName' || meaning === 'lastName') ? 'ignored' : meaning,
  )
}

/** Rows below which nobody writes headings. */
const deepestHeading = 15

/** Where the headings stand: the row of which the most cells are known, else the first with as many cells as any. */
export function findHeadings(rows: readonly Row[]): number {
  const top = rows.slice(0, deepestHeading)
  const score = ({ cells }: Row) =>
    cells === 'quote-open' ? 0 : cells.filter((cell) => isSecretHeading(cell) || ranks.has(headingKey(cell))).length
  const best = Math.max(0, ...top.map(score))
  if (best >= 2) return top.findIndex((row) => score(row) === best)
  const width = ({ cells }: Row) => (cells === 'quote-open' ? 0 : cells.filter((cell) => meant(cell) !== '').length)
  const widest = Math.max(0, ...top.map(width))
  return Math.max(
    0,
    top.findIndex((row) => width(row) === widest),
  )
}

/** Cells of one of our own lines, whatever column they came from. */
export type LineCells = Readonly<Record<CompanyFileColumn, string>>
