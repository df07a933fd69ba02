import { describe, expect, test } from 'vitest'
import type { TimeZone } from '#domain/time-zone.ts'
import { languages } from '#translations/index.ts'
import type { LetterFacts, LetterName } from '#translations/mail.ts'
import { channelOf, type Letter, renderLetter } from './letters.ts'
import { brand } from './testing/an-outbox.ts'

const at = new Date('2026-07-01T22:30:00Z')
const portal = 'https://portale.example'
const link = 'https://portale.example/reset#t=a_b-c'
const maskedNumber = '0125••••49'
const supportNumber = '1928'
const number = '+390125555049'
const device = 'Chrome su Windows'
const ip = '192.0.2.7'
const temporaryPassword = 'ABCD-EFGH-JKLM-NPQR'

const examples: LetterFacts = {
  credentials: { company: 'Rossi S.r.l.', portal, numbers: [number], temporaryPassword, supportNumber },
  'credentials-secret': { temporaryPassword },
  'verify-email': { code: '012345', link, maskedNumber, minutes: 10, hours: 24 },
  'email-confirmed': { maskedNumber },
  'email-changed': { maskedNumber, newMasked: 'm•••@r•••.it', undoLink: link, days: 7 },
  'email-undone': { maskedNumber },
  'email-entered-by-administrator': { link, maskedNumber, hours: 24 },
  'first-access-reminder': { missing: 'confirm', link, maskedNumber, by: 'Giulia Rossi', company: 'Rossi S.r.l.' },
  'first-access-reminder-sms': { portal: 'portale.example', line: '0125....49' },
  invitation: { link, maskedNumber, by: 'Giulia Rossi', company: 'Rossi S.r.l.', hours: 72 },
  'line-reopened': { maskedNumber, by: 'Giulia Rossi', at },
  reset: { link, maskedNumber, minutes: 30 },
  'confirm-and-reset': { link, maskedNumber, minutes: 30 },
  'password-changed': { maskedNumber, at, device, supportNumber },
  'temporary-password-set': { maskedNumber, by: 'Giulia Rossi', at },
  'temporary-password': { temporaryPassword, portal, maskedNumber, expiresAt: at },
  'expiry-warning': { maskedNumber, days: 14, expiresAt: at, portal },
  'password-expired': { maskedNumber, portal },
  'staff-security-change': {
    what: 'access-reset',
    name: 'Marta Olivero',
    by: 'Luca Bianchi',
    at,
    device: 'Chrome',
    ip,
  },
  'security-change': { what: 'passkey-added', maskedNumber, at, supportNumber },
  'new-device-after-failures': { maskedNumber, at, device, ip },
  'remember-revoked': { maskedNumber, at, device },
  'forward-number-added': { maskedNumber, numbers: ['347••••82'], by: 'Giulia Rossi', code: null, at, supportNumber },
  'calls-abroad-opened': { maskedNumber, by: 'Giulia Rossi', at },
  'call-ceiling-changed': { company: 'Rossi S.r.l.', at, reason: 'Traffico insolito', supportNumber },
  'call-alarm': {
    kind: 'held',
    inEuro: false,
    name: 'Anna Bono',
    maskedNumber,
    at,
    wholeCompany: false,
    supportNumber,
  },
  'line-suspended': { maskedNumber, by: 'Giulia Rossi', at },
  'line-resumed': { maskedNumber, by: 'Giulia Rossi', at },
  'line-reassigned': { maskedNumber, company: 'Rossi S.r.l.', at, days: 30 },
  'line-given': { link, number, company: 'Rossi S.r.l.', hours: 72 },
  'administrator-role': {
    change: 'limited',
    number,
    name: 'Marco Bianchi',
    sites: ['Ivrea'],
    by: 'Giulia Rossi',
    at,
    supportNumber,
  },
  'renewal-request': { maskedNumber, expiresAt: at, portal },
  'activations-digest': { count: 2, lines: [{ number, name: 'Marco Bianchi', at }], portal },
  'activation-waiting': { number, name: 'Marco Bianchi', at, portal },
  'administrator-activated': { number, name: 'Giulia Rossi', at, ip, supportNumber },
  'support-restore': { company: 'Rossi S.r.l.', number, temporaryPassword, hours: 72, portal, supportNumber },
  'support-restore-notice': { number, at, stopLink: link, days: 7, supportNumber },
  'support-restore-asked': { number, at, notBefore: at, link, mayConsent: true, supportNumber },
  'support-restore-stopped': { number, at, supportNumber },
  'support-restore-text': { number, stopLink: link, supportNumber },
}

const names = Object.keys(examples) as LetterName[]
const letters = names.map((name) => ({ name, facts: examples[name] }) as Letter)
const everyOne = languages.flatMap((language) => letters.map((letter) => ({ language, letter, name: letter.name })))

describe.each(everyOne)('$name in $language', ({ language, letter }) => {
  const { subject, text, html } = renderLetter(letter, language, brand)

  test('says everything it was told', () => {
    const told = flat(letter.facts).filter((fact) => typeof fact === 'string' && fact.startsWith('https:'))
    expect(`${subject}\n${text}${html ?? ''}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|\$\{|Invalid/)
    for (const address of told) {
      expect(text).toContain(address)
      if (html) expect(html).toContain(`href="${address}"`)
    }
    if ('at' in letter.facts) expect(text).toContain('02/07/2026 00:30')
    if ('number' in letter.facts) expect(text).toContain('0125 555 049')
    if ('maskedNumber' in letter.facts) expect(text).toContain(maskedNumber)
  })

  test('has a secret only when it is there to carry one', () => {
    expect(text.includes(temporaryPassword)).toBe('temporaryPassword' in letter.facts)
  })

  test('takes hostile names as text', () => {
    const hostile = renderLetter({ ...letter, facts: poisoned(letter.facts) } as Letter, language, brand)
    expect(hostile.subject).not.toMatch(/[\r\n]/)
    expect(hostile.html ?? '').not.toMatch(/<script|<img|" onmouseover/)
    expect(hostile.text).not.toMatch(/^Bcc:/m)
    expect(hostile.text).not.toMatch(/[\u202a-\u202e]/)
  })

  test('is written as the product writes', () => {
    if (channelOf(letter.name) === 'sms') {
      expect(html).toBeNull()
      // Anything outside the GSM alphabet would more than halve the room (3GPP TS 23.038 6.2.1).
      expect(text).toMatch(/^[\w\s.:,;!?()/è#=-]{1,160}$/)
    } else {
      expect(`${subject}${text}`).not.toMatch(/['"]/)
      expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`))
      expect(html).not.toMatch(/<img|src=|url\(|<link|<script/)
    }
  })
})

test('the holder of a line reads the hour of the Sede, and whose it is', () => {
  const facts = { ...examples['line-suspended'], at: new Date('2026-11-01T03:30:00Z') }
  const written = (language: 'it' | 'en', zone: string) =>
    renderLetter({ name: 'line-suspended', facts }, language, brand, zone as TimeZone).text
  expect(written('it', 'Europe/Rome')).toContain('Il 01/11/2026 04:30 l’Amministratore')
  expect(written('it', 'Europe/London')).toContain('Il 01/11/2026 03:30 (ora locale: Londra) l’Amministratore')
  expect(written('en', 'America/New_York')).toContain('31/10/2026 23:30 (local time: New York)')
})

test('every letter says it differently in the two languages', () => {
  for (const letter of letters) {
    expect(renderLetter(letter, 'it', brand).text).not.toBe(renderLetter(letter, 'en', brand).text)
  }
})

test('a typed temporary password stays as it must be typed', () => {
  const typed = ' tre  spazi <b>&'
  const facts = { ...examples['temporary-password'], temporaryPassword: typed }
  const { text, html } = renderLetter({ name: 'temporary-password', facts }, 'it', brand)
  expect(text).toContain(typed)
  expect(html).toContain(`white-space:pre-wrap"> tre  spazi &lt;b&gt;&amp;</p>`)
})

test('reads well', () => {
  const letter: Letter = { name: 'verify-email', facts: examples['verify-email'] }
  const { subject, text } = renderLetter(letter, 'it', brand)
  expect(`${subject}\n\n${text}`).toMatchInlineSnapshot(`
    "Conferma il tuo indirizzo e-mail

    Scrivi questo codice nel portale per confermare l’indirizzo della linea 0125••••49.

        012345

    Il codice vale 10 minuti.

    Hai chiuso la pagina? Apri il link entro 24 ore: ti chiediamo solo il numero di telefono.

    Non l’hai chiesto tu? Ignora questo messaggio: non cambia nulla.

    Conferma l’indirizzo:
    https://portale.example/reset#t=a_b-c

    -- 
    Messaggio automatico di Office Smart WEB: le risposte non vengono lette.
    Serve aiuto? Servizio clienti 1928.
    Centralino S.p.A., Milano"
  `)
})

function flat(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
    ? Object.values(value).flatMap(flat)
    : [value]
}

/** The same facts, each string followed by what an attacker would like to see taken for more than text. */
function poisoned(value: unknown, key = ''): unknown {
  if (value instanceof Date || key === 'what' || key === 'temporaryPassword') return value
  if (typeof value === 'string')
    return `${value}<script>alert(1)</script><img src=x>" onmouseover=x\r\nBcc: x@x.example\u202e`
  if (Array.isArray(value)) return value.map((item) => poisoned(item))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, fact]) => [name, poisoned(fact, name)]))
  }
  return value
}
