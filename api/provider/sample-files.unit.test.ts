import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readCompanyFile } from '#domain/provider/company-file.ts'

/** The sample files as they came, byte for byte: encodings and marks are half of what can go wrong. */
const fileAt = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url))
const services = [
  { code: 'standard', name: 'Standard' },
  { code: 'premium', name: 'Premium' },
  { code: 'posto-operatore', name: 'Posto operatore' },
]

it('reads the demo company wholly', () => {
  const file = readCompanyFile(fileAt('database/demo/arredi-canavese.csv'), { services })
  expect(file.problems).toEqual([])
  expect(file.warnings.map(({ code, value }) => [code, value])).toEqual([
    ['shadows-service-number', '114'],
    ['shadows-service-number', '118'],
  ])
  expect(file.lines).toHaveLength(50)
  expect(file.lines[0]).toEqual({
    row: 2,
    number: '+390125555049',
    extension: '049',
    name: 'Giulia Ferrero',
    site: 'Ivrea',
    service: 'premium',
    userType: 'administrator',
    email: null,
    mobile: '+393475552043',
  })
  expect(file.lines.filter((line) => line.userType === 'administrator').map((line) => line.extension)).toEqual([
    '049',
    '130',
  ])
  expect([...new Set(file.lines.map((line) => line.site))]).toEqual(['Ivrea', 'Torino', 'Aosta'])
})

it('gives every faulty row its own message', () => {
  const file = readCompanyFile(fileAt('domain/provider/testdata/righe-difettose.csv'), { services, sites: ['Ivrea'] })
  expect(file.problems.map(({ row, column, code, value, otherRow }) => [row, column, code, value, otherRow])).toEqual([
    [3, 'Numero', 'number-twice', '0125 555 301', 2],
    [4, 'Interno', 'extension-twice', '301', 2],
    [5, 'Numero', 'number-missing-zero', '125555304', undefined],
    [6, 'E-mail', 'email-invalid', 'non-una-mail', undefined],
    [7, 'Nome', 'formula', '=HYPERLINK("http://example.org")', undefined],
    [8, 'Interno', 'extension-shape', '12345678901', undefined],
    [9, 'Nome', 'name-missing', '', undefined],
    [10, 'Sede', 'site-unknown', 'Biella', undefined],
    [11, 'Servizio', 'service-unknown', 'Platino', undefined],
    [12, 'Interno', 'extension-emergency', '112', undefined],
    [13, '', 'row-short', '3', undefined],
    [14, 'Numero', 'number-not-own', '899 123 456', undefined],
    [15, '', 'quote-open', '', undefined],
  ])
  // Windows-1252, and the only row without a defect.
  expect(file.lines.map(({ name, email }) => [name, email])).toEqual([['Niccolò Però', 'niccolo@esempio.example']])
})

it('takes an unknown site for a new one at activation', () => {
  const file = readCompanyFile(fileAt('domain/provider/testdata/righe-difettose.csv'), { services })
  expect(file.problems.some(({ row }) => row === 10)).toBe(false)
  expect(file.lines.map(({ site }) => site)).toEqual(['Ivrea', 'Biella'])
})

it.each([
  ['officina-valle-3cx', ['Numero di telefono', 'Servizio', 'Nome', 'Sede']],
  ['studio-legale-freepbx', ['Numero di telefono', 'Servizio', 'Sede']],
])('says what %s lacks, and reads nothing of it', (name, missing) => {
  const { lines, problems } = readCompanyFile(fileAt(`domain/provider/testdata/${name}.csv`), { services })
  expect(lines).toEqual([])
  expect(problems.map(({ code, value }) => [code, value])).toEqual(missing.map((h) => ['heading-missing', h]))
})
