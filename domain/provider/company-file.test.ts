import { describe, expect, it } from 'vitest'
import { readCompanyFile } from './company-file.ts'
import { companyFileHeadings } from './company-file-columns.ts'

const services = [
  { code: 'standard', name: 'Standard' },
  { code: 'premium', name: 'Premium' },
  { code: 'posto-operatore', name: 'Posto operatore' },
]
const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readCompanyFile(utf8(text), { services })

const headings = 'Numero di telefono;Interno;Nome;Sede;Servizio;Tipo utenza;E-mail;Cellulare'
const good = '0125 555 301;301;Niccolò Però;Ivrea;Premium;Utente;n.pero@esempio.example;347 555 0182'
/** One row with one cell changed. */
function rowWith(cells: Record<string, string>): string {
  const names = headings.split(';')
  return good
    .split(';')
    .map((cell, i) => cells[names[i] ?? ''] ?? cell)
    .join(';')
}

describe('the shape of a file', () => {
  const [line] = read(`${headings}\n${good}`).lines
  it.each([
    ['with a byte order mark', utf8(`\ufeff${headings}\r\n${good}\r\n`)],
    ['with commas', utf8(`${headings}\n${good}`.replaceAll(';', ','))],
    ['with tabs', utf8(`${headings}\n${good}`.replaceAll(';', '\t'))],
    ['with quotation marks', utf8(`${headings}\n${good}`.replace(/[^;\n]+/g, '"$&"'))],
    ['in Windows-1252', Buffer.from(`${headings}\r${good}`, 'latin1')],
    [
      'in UTF-16, as Excel saves Unicode text',
      Buffer.from(`\ufeff${headings}\n${good}`.replaceAll(';', '\t'), 'utf16le'),
    ],
    ['with headings in capitals', utf8(`${headings.toUpperCase()}\n${good}`)],
    ['with accents in two pieces', utf8(`${headings}\n${good}`.normalize('NFD'))],
    ['without separators before empty cells at the end', utf8(`${headings};Cellulare 2\n${good}`)],
  ])('%s it is the same file', (_, bytes) => {
    expect(readCompanyFile(bytes, { services }).lines).toEqual([line])
  })

  it('reads what our export writes', () => {
    const written = Object.values(companyFileHeadings).map(([heading]) => heading)
    const file = read(
      `${[...written, 'Primo accesso'].join(';')}\n'+390125555301;301;Utente;Premium;Niccolò Però;Ivrea;n.pero@esempio.example;'+393475550182;Completato`,
    )
    expect(file).toEqual({ lines: [line], problems: [], warnings: [] })
  })

  it.each([
    ['nothing', '', 'file-empty'],
    ['headings only', headings, 'file-empty'],
    ['only separators below', `${headings}\n;;;;;;;\n \n`, 'file-empty'],
    ['a workbook', 'PK\u0003\u0004…', 'file-not-text'],
    ['a picture', '\u0000\u0001', 'file-not-text'],
    ['too many columns', `${headings}${';x'.repeat(60)}\n${good}`, 'too-many-columns'],
    ['too many rows', `${headings}\n${`${good}\n`.repeat(40_001)}`, 'too-many-rows'],
    ['too many bytes', 'x'.repeat(17_000_000), 'file-too-large'],
    ['a heading twice', `${headings};NOME\n${good}`, 'heading-twice'],
    ['an open quote in the headings', `"${headings}\n${good}`, 'quote-open'],
  ])('refuses %s', (_, text, code) => {
    expect(read(text)).toMatchObject({ lines: [], problems: [{ code }], warnings: [] })
  })

  it('skips empty rows and still counts them', () => {
    expect(read(`${headings}\n\n${good}\n\n${rowWith({ Interno: '9' })}`).problems.at(-1)).toMatchObject({
      row: 5,
    })
  })

  it('keeps an open quote to its own row', () => {
    const file = read(`${headings}\n"0125 555 302;302\n${good}`)
    expect(file.problems).toMatchObject([{ row: 2, code: 'quote-open' }])
    expect(file.lines).toEqual([{ ...line, row: 3 }])
  })

  it('warns of a column it does not know', () => {
    expect(read(`${headings};Password\n${good};x`).warnings).toEqual([
      { row: 1, column: 'Password', code: 'heading-unknown', value: 'Password' },
    ])
  })
})

describe('a cell', () => {
  it.each([
    ['Numero di telefono', '', 'number-missing'],
    ['Numero di telefono', 'abc', 'number-unreadable'],
    ['Numero di telefono', '1,25555E+08', 'number-unreadable'],
    ['Numero di telefono', '125 555 301', 'number-missing-zero'],
    ['Numero di telefono', '+39 125 555301', 'number-missing-zero'],
    ['Numero di telefono', '347 555 0182', 'number-not-own'],
    ['Numero di telefono', '800 123 456', 'number-not-own'],
    ['Numero di telefono', '+44 20 7946 0958', 'number-not-own'],
    ['Numero di telefono', '112', 'number-not-own'],
    ['Interno', '1', 'extension-shape'],
    ['Interno', '1234567', 'extension-shape'],
    ['Interno', '30 1', 'extension-shape'],
    ['Interno', '112', 'extension-emergency'],
    ['Nome', '', 'name-missing'],
    ['Nome', "'=1+1", 'formula'],
    ['Nome', '\u200b=1+1', 'formula'],
    ['Nome', '＝1+1', 'formula'],
    ['Nome', '@SUM(1)', 'formula'],
    ['Nome', 'x'.repeat(61), 'name-too-long'],
    ['Nome', 'x'.repeat(257), 'cell-too-long'],
    ['Sede', ' ', 'site-missing'],
    ['Sede', '-2+3', 'formula'],
    ['Sede', 'x'.repeat(61), 'site-too-long'],
    ['Servizio', '', 'service-missing'],
    ['Servizio', 'Platino', 'service-unknown'],
    ['Tipo utenza', 'Capo', 'user-type-unknown'],
    ['E-mail', 'non-una-mail', 'email-invalid'],
    ['Cellulare', '0125 555 301', 'mobile-invalid'],
    ['Cellulare', 'sì', 'mobile-invalid'],
  ])('%s %j is refused: %s', (column, value, code) => {
    const file = read(`${headings}\n${rowWith({ [column]: value })}`)
    expect(file.problems).toMatchObject([{ row: 2, column, code }])
    expect(file.lines).toEqual([])
  })

  it.each([
    ['Interno', '', { extension: '' }],
    ['Interno', '049', { extension: '049' }],
    ['Nome', 'Anna  \u202eRossi\u0007', { name: 'Anna Rossi' }],
    ['Nome', "'Ndrangheta", { name: "'Ndrangheta" }],
    ['Servizio', 'PREMIUM', { service: 'premium' }],
    ['Servizio', 'posto-operatore', { service: 'posto-operatore' }],
    ['Tipo utenza', '', { userType: 'user' }],
    ['Tipo utenza', 'posto operatore', { userType: 'attendant' }],
    ['E-mail', '', { email: null }],
    ['Cellulare', '+41 79 555 01 23', { mobile: '+41795550123' }],
    ['Cellulare', '', { mobile: null }],
  ])('%s %j is read as %j', (column, value, meaning) => {
    expect(read(`${headings}\n${rowWith({ [column]: value })}`)).toMatchObject({
      lines: [meaning],
      problems: [],
    })
  })

  it('several bad cells of a row each have their message', () => {
    const row = rowWith({ Interno: '1', Nome: '', 'E-mail': '@' })
    expect(read(`${headings}\n${row}`).problems.map(({ code }) => code)).toEqual([
      'extension-shape',
      'name-missing',
      'email-invalid',
    ])
  })

  it.each(['113', '115', '117', '118', '114', '1522', '1530', '1515', '116000', '19696'])(
    '%s is an extension with a warning',
    (extension) => {
      const file = read(`${headings}\n${rowWith({ Interno: extension })}`)
      expect(file).toMatchObject({
        lines: [{ extension }],
        problems: [],
        warnings: [{ code: 'shadows-service-number' }],
      })
    },
  )

  it('an address serves at most twenty lines', () => {
    const rows = Array.from({ length: 21 }, (_, i) =>
      rowWith({ 'Numero di telefono': `0125 555 3${i + 10}`, Interno: `3${i + 10}` }),
    )
    expect(read([headings, ...rows].join('\n')).problems).toMatchObject([{ row: 22, code: 'email-too-many-lines' }])
  })
})

it('reads as many lines as a company may have', () => {
  const rows = Array.from({ length: 40_000 }, (_, i) =>
    rowWith({ 'Numero di telefono': `0125 1${i + 100_000}`, Interno: `${i + 100_000}`, 'E-mail': '' }),
  )
  expect(read([headings, ...rows].join('\n')).lines).toHaveLength(40_000)
})
