import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdDirectory } from '#database/hold-directory.ts'
import { openTestHouse, type TestHouse } from '../../testing/test-house.ts'
import { demoFile } from '../testing/a-file.ts'
import { openHouseFrom, runCommand } from './run.ts'

let test: TestHouse
let directory: string
beforeAll(async () => {
  test = await openTestHouse()
  directory = await mkdtemp(join(tmpdir(), 'office-smart-command-'))
})
afterAll(async () => {
  await test.close()
  await rm(directory, { recursive: true })
})

/** What a terminal shows; the house stays open for the next command. */
async function office(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(argv, {
    out: (line) => out.push(...line.split('\n')),
    err: (line) => err.push(line),
    openHouse: async () => ({ ...test.house, close: async () => undefined }),
  })
  return { code, out, err }
}

const demo = fileURLToPath(demoFile)
const faulty = fileURLToPath(new URL('../../../domain/provider/testdata/righe-difettose.csv', import.meta.url))
const contact = ['--contact-email', 'g.ferrero@arredicanavese.example', '--contact-mobile', '+39 347 555 2043']
const studio = async (district: string) => {
  const path = join(directory, `${district}.csv`)
  await writeFile(
    path,
    `Numero;Interno;Nome;Sede;Servizio;Tipo utenza\n${district} 555 100;100;Anna Rossi;Aosta;Standard;Amministratore\n`,
  )
  return path
}

describe('activate', () => {
  it('looks first, when asked to', async () => {
    expect(await office('activate', demo, '--name', 'Arredi Canavese S.r.l.', ...contact, '--dry-run')).toEqual({
      code: 0,
      out: ['Il file va bene: linee 50, Amministratori 2. Non è stato attivato nulla.'],
      err: [
        'Riga 31, colonna Interno: L’interno “114” copre un numero di emergenza o di pubblica utilità.',
        'Riga 32, colonna Interno: L’interno “118” copre un numero di emergenza o di pubblica utilità.',
      ],
    })
  })

  it('begins a company and says where its credentials went, but not which they are', async () => {
    const { code, out } = await office(
      'activate',
      demo,
      '--name',
      'Arredi Canavese S.r.l.',
      '--vat',
      '01234560017',
      ...contact,
    )
    expect(code).toBe(0)
    expect(out).toEqual([
      expect.stringMatching(/^Centralino attivato: Arredi Canavese S\.r\.l\. \([0-9a-f-]{36}\)$/),
      'Linee 50, Amministratori 2, sedi 3. Password temporanea valida fino al 22/11/2027.',
      'Numeri e indirizzo del portale: e-mail a g•••@a•••.example.',
      'Password temporanea: SMS a 347••••43.',
    ])
    const [sms] = await test.letters('+393475552043')
    const [secret = ''] = /(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}/.exec(sms?.text ?? '') ?? []
    expect(secret).toHaveLength(19)
    expect(out.join()).not.toContain(secret)
  })

  it('names the number that is in use', async () => {
    const { code, out, err } = await office('activate', demo, '--name', 'Altra', ...contact)
    expect({ code, out }).toEqual({ code: 1, out: [] })
    expect(err.at(-1)).toBe('Il numero 011 555 7110 è già di una linea attiva: nessuna linea è stata importata.')
  })

  it('prints the technician’s sheet', async () => {
    const { code, out } = await office(
      'activate',
      await studio('0165'),
      '--name',
      'Studio Rossi',
      '--delivery',
      'technician',
      '--activated-at',
      '2026-11-01',
    )
    const sheet = out.slice(2).join('\n')
    expect(code).toBe(0)
    expect(sheet).toMatch(/Office Smart WEB +Scheda di attivazione/)
    expect(sheet).toMatch(/Azienda +Studio Rossi/)
    expect(sheet).toMatch(/Attivato il +01\/11\/2026/)
    expect(sheet).toMatch(/Portale +http:\/\/localhost:8080/)
    expect(sheet).toMatch(/Amministratori +0165 555 100 +interno 100 +Anna Rossi/)
    expect(sheet).toMatch(
      /Password temporanea +(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}\n +Vale per tutti gli utenti, fino al 01\/11\/2027/,
    )
    for (const line of out.slice(2)) expect(line.length).toBeLessThanOrEqual(80)
    expect(await test.letters('+390165555100')).toEqual([])
  })

  it('prints one line for each bad cell, and imports nothing', async () => {
    const { code, out, err } = await office('activate', faulty, '--name', 'Esempio', '--delivery', 'technician')
    expect({ code, out }).toEqual({ code: 1, out: [] })
    expect(err).toEqual([
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
  })
})

describe('support-restore', () => {
  const people = ['--ticket', 'T-1', '--requested-by', 'm.rossi', '--approved-by', 'l.bianchi']
  const call = ['support-restore', '0165 555 100', '--email', 'anna.rossi@studio.example']

  it('refuses one person twice', async () => {
    expect(await office(...call, '--ticket', 'T-1', '--requested-by', 'm.rossi', '--approved-by', 'm.rossi')).toEqual({
      code: 1,
      out: [],
      err: ['Chi approva deve essere una persona diversa da chi richiede.'],
    })
  })

  it('shows the password only when it is told on the telephone', async () => {
    const { code, err } = await office(...call, ...people)
    expect({ code, err }).toEqual({
      code: 1,
      err: ['Nel contratto non c’è un contatto raggiungibile: comunica la password a voce (--spoken).'],
    })
    const spoken = await office(...call, ...people, '--spoken')
    expect(spoken).toEqual({
      code: 0,
      out: [
        'Ripristinato l’Amministratore Anna Rossi, 0165 555 100 di Studio Rossi.',
        'E-mail registrata, da confermare: a•••@s•••.example.',
        expect.stringMatching(/^Password temporanea: (?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}$/),
        'La password temporanea vale fino al 25/11/26 10:00; al primo accesso si cambia.',
        'Avvisati gli Amministratori e il contatto del contratto. Tutto è scritto nel registro.',
      ],
      err: [],
    })
  })
})

it('rotate-password says how many lines wait for the new one', async () => {
  const { code, out } = await office('rotate-password', '--number', '0125 555 016')
  expect(code).toBe(0)
  expect(out.slice(0, 2)).toEqual([
    'Nuova password temporanea per Arredi Canavese S.r.l. (la numero 2): quella di prima non vale più.',
    'Linee che devono ancora fare il primo accesso: 50.',
  ])
})

it('audit-check finds the log whole', async () => {
  const { code, out } = await office('audit-check')
  expect({ code, out }).toEqual({ code: 0, out: ['Registro integro: 5 attività in 3 registri.'] })
})

it.each([
  [[], 2, 'Office Smart WEB: i comandi del gestore'],
  [['--help'], 0, 'Office Smart WEB: i comandi del gestore'],
  [['activate', '--help'], 0, 'Office Smart WEB: i comandi del gestore'],
  [['--help', '--language', 'en'], 0, 'Office Smart WEB: the provider’s commands'],
  [['constructor'], 2, 'Il comando “constructor” non esiste. Prova --help.'],
  [['activate'], 2, 'Manca il file delle linee. Prova --help.'],
  [['activate', 'nessuno.csv', '--name', 'X'], 2, 'Il file “nessuno.csv” non si può leggere.'],
  [['activate', demo], 2, 'Manca --name. Prova --help.'],
  [
    ['activate', demo, '--name', 'X', '--delivery', 'piccione'],
    2,
    '“piccione” non va bene per --delivery: scegli tra email, sms, technician.',
  ],
  [
    ['activate', demo, '--name', 'X', '--activated-at', '22/11'],
    2,
    '“22/11” non è una data: scrivila come 2026-11-22.',
  ],
  [['activate', demo, '--name', 'X', '--nome', 'Y'], 2, expect.stringMatching(/^Opzioni non valide: .*--nome/)],
  [['activate', demo, '--name', 'X'], 1, 'Per consegnare le credenziali per e-mail serve l’indirizzo del contratto.'],
  [['rotate-password'], 2, 'Manca l’azienda (--company) o un suo numero (--number). Prova --help.'],
  [['rotate-password', '--company', 'Nessuno'], 1, 'Nessuna azienda corrisponde a “Nessuno”.'],
  [['staff-add'], 2, 'Manca --email. Prova --help.'],
  [
    ['staff-add', '--email', 'a@b.example', '--name', 'Ada', '--role', 'capo'],
    2,
    '“capo” non va bene per --role: scegli tra desk, activation, supervisor.',
  ],
  [['staff-add', '--email', 'Ada@b.example', '--name', 'Ada'], 0, 'Operatore aggiunto: ada@b.example'],
  [
    ['staff-add', '--email', 'ada@B.example', '--name', 'Ada'],
    1,
    'C’è già un operatore con l’indirizzo ada@B.example.',
  ],
  [['support-restore'], 2, 'Manca il numero di telefono. Prova --help.'],
  [['support-restore', '0125 555 049'], 2, 'Manca --email. Prova --help.'],
])('%j ends with %i', async (argv, code, sentence) => {
  const said = await office(...argv)
  expect(said.code).toBe(code)
  expect([...said.out, ...said.err]).toContainEqual(sentence)
})

it('says that the server has the embedded database open', async () => {
  const letGo = await holdDirectory(join(directory, 'data', 'database'))
  const err: string[] = []
  const code = await runCommand(['audit-check'], {
    out: () => undefined,
    err: (line) => err.push(line),
    openHouse: () => openHouseFrom({ DATA_DIR: join(directory, 'data') }),
  })
  await letGo()
  expect({ code, err }).toEqual({
    code: 3,
    err: [
      'Il portale è acceso e usa il database incluso: spegnilo e ripeti il comando, oppure usa PostgreSQL (DATABASE_URL).',
    ],
  })
})
