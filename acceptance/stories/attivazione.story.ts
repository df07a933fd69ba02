import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { openClient, problemOf } from '../client.ts'
import { temporaryPasswordIn, writeCompanyFile } from '../company-file.ts'
import type { Letter, Ready } from '../house.ts'
import { choosePassword, opens, signIn } from '../person.ts'
import { type Ended, runProgram, startProduct } from '../product.ts'

/** Guide 2.1 and spec/product 4: the provider activates a switchboard by command, on a machine that has nothing yet. */

const portal = 'https://centralino.esempio.example'
const contact = 'titolare@esempio.example'
const mobile = '+39 347 555 9001'

let directory: string

test.describe.configure({ timeout: 300_000 })

test.beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'osw-activation-'))
})

test.afterEach(() => rm(directory, { recursive: true, force: true }))

const activate = (words: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runProgram(['api/command-line.ts', 'activate', ...words], { DATA_DIR: directory, ...env })

const lettersOf = async (product: { portal: string }) =>
  (await (await fetch(`${product.portal}/outbox.json`)).json()) as Letter[]

test('Per e-mail: numeri al contatto, e la password con un SMS dove c’è un cellulare', async () => {
  const byMail = await activate([
    await writeCompanyFile('0165 777 100', '0165 777 101'),
    ...['--name', 'Solo Posta S.r.l.', '--contact-email', 'solo.posta@esempio.example'],
  ])
  expect(byMail).toMatchObject({ code: 0, err: '' })
  const bySms = await activate([
    await writeCompanyFile('0165 777 200', '0165 777 201'),
    ...['--name', 'Posta e SMS S.r.l.', '--contact-email', contact, '--contact-mobile', mobile],
  ])
  expect(bySms).toMatchObject({ code: 0, err: '' })
  const smsOnly = await activate([
    await writeCompanyFile('0165 777 300'),
    ...['--name', 'Solo SMS S.r.l.', '--contact-mobile', '347 555 9002', '--delivery', 'sms'],
  ])
  expect(smsOnly).toMatchObject({ code: 0, err: '' })
  for (const { out } of [byMail, bySms, smsOnly]) {
    expect(out).toContain('Centralino attivato')
    // A terminal is no place for a customer's secret or address.
    expect(temporaryPasswordIn(out)).toBeUndefined()
    expect(out).not.toContain('@esempio.example')
    expect(out).not.toContain('5559001')
  }

  const product = await startProduct<Ready>(directory, {})
  try {
    const letters = async (to: string) => (await lettersOf(product)).filter((letter) => letter.to === to)
    await expect.poll(async () => (await lettersOf(product)).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(6)

    const whole = await letters('solo.posta@esempio.example')
    expect(whole).toHaveLength(1)
    expect(whole[0]?.text).toContain('0165 777 100')
    const mailed = temporaryPasswordIn(whole[0]?.text ?? '') ?? ''
    expect(await signIn(openClient(product), '0165777100', mailed)).toMatchObject({ session: { state: 'gate' } })

    // Two ways: neither letter alone opens the switchboard.
    const numbers = await letters(contact)
    expect(numbers).toMatchObject([{ channel: 'email' }])
    expect(numbers[0]?.text).toContain('0165 777 200')
    expect(temporaryPasswordIn(numbers[0]?.text ?? '')).toBeUndefined()
    const texted = await letters('+393475559001')
    expect(texted).toMatchObject([{ channel: 'sms' }])
    expect(texted[0]?.text).not.toMatch(/0165/)
    const secret = temporaryPasswordIn(texted[0]?.text ?? '') ?? ''
    expect(await signIn(openClient(product), '0165777200', secret)).toMatchObject({ session: { state: 'gate' } })

    const only = await letters('+393475559002')
    expect(only).toMatchObject([{ channel: 'sms' }])
    expect(temporaryPasswordIn(only[0]?.text ?? '')).toBeDefined()
    // Every company has a secret of its own.
    expect(await opens(product, '0165777300', secret)).toBe(false)

    // While the portal is on, its embedded database is nobody else's.
    const second = await activate([
      await writeCompanyFile('0165 777 400'),
      '--name',
      'Troppo tardi',
      '--delivery',
      'technician',
    ])
    expect(second.code).toBe(3)
    expect(second.err).toContain('spegnilo e ripeti il comando')
  } finally {
    await product.stop()
  }
})

test('Con il tecnico: la scheda è stampata, e la password stampata apre il portale', async () => {
  const env = { DEMO: 'off', PUBLIC_URL: portal }
  const file = await writeCompanyFile('0165 777 100', '0165 777 101', '0165 777 102')
  const tried = await activate([file, '--name', 'Studio Prova', '--delivery', 'technician', '--dry-run'], env)
  expect(tried).toMatchObject({ code: 0, err: '' })
  expect(tried.out).toContain('Non è stato attivato nulla')

  const done = await activate(
    [file, '--name', 'Studio Perù & Associati', '--vat', '01234560017', '--delivery', 'technician'],
    env,
  )
  expect(done).toMatchObject({ code: 0, err: '' })
  for (const word of [
    'Scheda di attivazione',
    'Studio Perù & Associati',
    portal,
    '0165 777 100',
    'Ludovica Perù',
    '3, sedi: Aosta',
  ])
    expect(done.out).toContain(word)
  const temporaryPassword = temporaryPasswordIn(done.out) ?? ''
  expect(temporaryPassword).not.toBe('')

  // No demo company: nobody can send text messages from here, and the command says so before it begins anything.
  const noSms = await activate(
    [await writeCompanyFile('0165 777 900'), '--name', 'Senza SMS', '--contact-mobile', mobile, '--delivery', 'sms'],
    env,
  )
  expect(noSms.code).toBe(1)
  expect(noSms.err).toContain('non può inviare SMS')
  const twice = await activate([file, '--name', 'Di nuovo', '--delivery', 'technician'], env)
  expect(twice.code).toBe(1)
  expect(twice.err).toContain('0165 777 100 è già di una linea attiva')

  const product = await startProduct<{ portal: string }>(directory, { DEMO: 'off' })
  try {
    expect(product.ready).toEqual({ portal: product.portal })
    expect((await fetch(`${product.portal}/outbox.json`)).status).toBe(404)
    const user = openClient(product)
    // "Il primo ad accedere è l'Amministratore": until then the shared password is his alone.
    expect(await problemOf(signIn(user, '0165 777 101', temporaryPassword))).toBe('sign-in.refused')
    const admin = openClient(product)
    const chosen = await choosePassword(
      admin,
      // As somebody copies it from paper.
      { number: '+39 0165 777100', temporaryPassword: temporaryPassword.toLowerCase().replaceAll('-', ' ') },
      'tramonto zaino pinguino ferro',
    )
    expect(chosen.session).toMatchObject({ state: 'gate', step: 'add-email', administrator: true })
  } finally {
    await product.stop()
  }
})

test('Un file difettoso: un messaggio chiaro per riga, e nulla di importato', async () => {
  const env = { DEMO: 'off' }
  const faulty = fileURLToPath(new URL('../../domain/provider/testdata/righe-difettose.csv', import.meta.url))
  const refused = await activate([faulty, '--name', 'Difettosa', '--delivery', 'technician'], env)
  expect(refused.code).toBe(1)
  expect(refused.out).toBe('')
  const notes = refused.err.trim().split('\n')
  expect(notes).toEqual([
    'Riga 3, colonna Numero: Il numero “0125 555 301” è già alla riga 2.',
    'Riga 4, colonna Interno: L’interno “301” è già alla riga 2.',
    'Riga 5, colonna Numero: A “125555304” manca lo zero iniziale.',
    'Riga 6, colonna E-mail: “non-una-mail” non è un indirizzo e-mail.',
    'Riga 7, colonna Nome: “=HYPERLINK("http://example.org")” è una formula: scrivi il testo.',
    'Riga 8, colonna Interno: “12345678901” non è un interno: servono da 2 a 6 cifre.',
    'Riga 9, colonna Nome: Manca il nome.',
    'Riga 11, colonna Servizio: Il servizio “Platino” non esiste.',
    'Riga 12, colonna Interno: L’interno “112” coprirebbe il numero di emergenza. Scegline un altro.',
    'Riga 13: La riga è troppo corta: ha solo 3 celle.',
    'Riga 14, colonna Numero: “899 123 456” non è un numero di rete fissa: non può essere quello di una linea.',
    'Riga 15: Le virgolette sono aperte e mai chiuse.',
    'Righe da sistemare: 12',
    'Il file non va bene: nessuna linea è stata importata.',
  ])

  // The good rows of that file are still free.
  const good = await writeCompanyFile('0125 555 301', '0125 555 309')
  const done = await activate([good, '--name', 'Rimediata', '--delivery', 'technician', '--language', 'en'], env)
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(temporaryPasswordIn(done.out)).toBeDefined()

  const wrong = await activate([good, '--name', 'X', '--delivery', 'piccione'], env)
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('scegli tra email, sms, technician')
  const missing = await activate(['/nessun/file.csv', '--name', 'X'], env)
  expect(missing).toMatchObject({ code: 2, err: 'Il file “/nessun/file.csv” non si può leggere.\n' })
})
