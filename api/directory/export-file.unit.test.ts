import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCompanyFile } from '#domain/provider/company-file.ts'
import { meant } from '#domain/provider/company-file-text.ts'
import { exportHead, exportRows } from './export-file.ts'
import type { ListedLine } from './names.ts'

const line: ListedLine = {
  id: '00000000-0000-4000-8000-000000000001',
  number: '+390125555037',
  extension: '037',
  user_type: 'attendant',
  service: 'premium',
  service_name: 'Premium',
  name: "Roberto D'Angelo",
  site_id: '00000000-0000-4000-8000-000000000002',
  site_name: 'Ivrea',
  first_access: 'email-missing',
  email_status: 'none',
  role: 'user',
  account: 'live',
}

const known = { services: [{ code: 'premium', name: 'Premium' }] }
const fileOf = (...lines: ListedLine[]) => exportHead() + exportRows(lines)
const cellOfName = (name: string) => exportRows([{ ...line, name }]).split(';')[4] ?? ''

it('writes UTF-8 with its mark, semicolons, CRLF and the headings that the import knows', () => {
  expect(fileOf(line)).toBe(
    '\ufeffNumero di telefono;Interno;Tipo utenza;Servizio;Nome;Sede;Primo accesso\r\n' +
      "0125 555 037;037;Posto operatore;Premium;Roberto D'Angelo;Ivrea;E-mail mancante\r\n",
  )
})

it('quotes what would part a cell (RFC 4180)', () => {
  expect(cellOfName('Ufficio "Vendite"')).toBe('"Ufficio ""Vendite"""')
  expect(exportRows([{ ...line, name: 'a;b' }])).toContain(';"a;b";')
})

describe('no cell is a formula (F03)', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\t=1', "'=1"],
    ['\r=1', "'=1"],
    ['\n=1', "'=1"],
    ['\0=1', "'=1"],
    ['=\u00001', "'= 1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠1', "'＠1"],
    ['1=1', '1=1'],
  ])('%j becomes %j', (name, cell) => {
    expect(cellOfName(name)).toBe(cell)
  })

  it('whatever a name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (name, site) => {
        const file = exportRows([{ ...line, name, site_name: site }])
        expect(file.split(/;|\r\n/).filter((cell) => /^"?[=+\-@＝＋－＠\t\r\n\0]/.test(cell))).toEqual([])
      }),
    )
  })
})

describe('read again by the import', () => {
  it('gives the same line', () => {
    const { lines, problems, warnings } = readCompanyFile(new TextEncoder().encode(fileOf(line)), known)
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
    expect(lines).toEqual([
      {
        row: 2,
        number: line.number,
        extension: '037',
        name: "Roberto D'Angelo",
        site: 'Ivrea',
        service: 'premium',
        userType: 'attendant',
        email: null,
        mobile: null,
      },
    ])
  })

  it('gives the same names, whichever the import lets in', () => {
    const imported = fc
      .string({ unit: 'grapheme', maxLength: 50 })
      .map(meant)
      .filter((name) => name !== '' && !/^[=+\-@＝＋－＠]/.test(name))
    fc.assert(
      fc.property(imported, imported, (name, site_name) => {
        const file = new TextEncoder().encode(fileOf({ ...line, name, site_name }))
        const { lines, problems } = readCompanyFile(file, known)
        expect(problems).toEqual([])
        expect(lines).toMatchObject([{ name, site: site_name }])
      }),
    )
  })

  it.each(['=1+1', '+39', '-', '@x', '＝1'])('gives the text %j back', (name) => {
    expect(meant(cellOfName(name))).toBe(name)
  })
})
