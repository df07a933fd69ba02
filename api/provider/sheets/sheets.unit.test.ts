import { expect, test } from 'vitest'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { makePersonalSheets } from './personal-sheets.ts'
import { makeTechnicianSheet, type TechnicianSheet } from './technician-sheet.ts'
import { readPdf } from './testing/read-pdf.ts'

const brand = {
  name: 'Office Smart WEB',
  supportNumber: '1928',
  legalFooter: 'Centralino S.p.A., Milano',
  color: undefined,
}
const number = (text: string) => text as PhoneNumber
const portal = 'https://centralino.example.it'

const facts: TechnicianSheet = {
  language: 'it',
  company: 'Caffè “Łódź” S.r.l.',
  vatNumber: '01234567897',
  activatedAt: new Date('2026-11-22T09:00:00Z'),
  portal,
  administrators: [{ number: number('+390125555049'), extension: '249', name: 'Giulia Rossi' }],
  temporaryPassword: 'K7QM-2RWX-9PTB-HD4C',
  passwordExpiresAt: new Date('2027-11-22T09:00:00Z'),
}

test('the technician’s sheet says on one page what a first access needs', async () => {
  const { pages, title, language, tagged } = readPdf(await makeTechnicianSheet(brand, facts))
  expect({ title, language, tagged }).toEqual({
    title: 'Scheda di attivazione: Caffè “Łódź” S.r.l.',
    language: 'it-IT',
    tagged: true,
  })
  expect(pages).toHaveLength(1)
  for (const words of [
    'Caffè “Łódź” S.r.l.',
    '01234567897',
    '0125 555 049  ·  interno 249  ·  Giulia Rossi',
    'K7QM-2RWX-9PTB-HD4C',
    portal,
    'Firma cliente',
    'Servizio clienti 1928.',
    'Centralino S.p.A., Milano',
  ]) {
    expect(pages[0]).toContain(words)
  }
  expect(pages[0]).toMatch(/fino al\s+22\/11\/2027/)
})

test('a company of thirty administrators still has a sheet of one page', async () => {
  const administrators = Array.from({ length: 30 }, (_, i) => ({
    number: number(`+3901255550${10 + i}`),
    extension: `2${10 + i}`,
    name: `Persona dal nome piuttosto lungo ${i}`,
  }))
  const { pages } = readPdf(await makeTechnicianSheet(brand, { ...facts, administrators, language: 'en' }))
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain('and 22 more')
  expect(pages[0]).toContain('Need help? Customer service 1928.')
})

test('personal sheets: one page a person, each with their own way in', async () => {
  const expiresAt = new Date('2026-11-29T09:00:00Z')
  const people = [
    { name: 'Mario Bianchi', number: number('+390125555051'), extension: '251' },
    { name: 'Anna Verdi', number: number('+390125555052'), extension: '' },
    { name: '', number: number('+390125555053'), extension: '253' },
  ] as const
  const file = await makePersonalSheets(brand, { language: 'it', company: 'Rossi S.r.l.', portal }, [
    { ...people[0], wayIn: { temporaryPassword: 'K7QM-2RWX-9PTB-HD4C', expiresAt } },
    { ...people[1], wayIn: { invitation: `${portal}/invito#t=abc`, expiresAt } },
    { ...people[2], wayIn: 'told-by-administrator' },
  ])
  const { pages, title } = readPdf(file)
  expect(title).toBe('Primo accesso: Rossi S.r.l.')
  expect(pages.map((page) => [page.includes('K7QM-2RWX-9PTB-HD4C'), page.includes('/invito#t=abc')])).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ])
  expect(pages[0]).toContain('0125 555 051')
  expect(pages[1]).toContain('Anna Verdi')
  expect(pages[1]).not.toContain('Mario')
  expect(pages[2]).toContain('Te la dice il tuo Amministratore')
})
