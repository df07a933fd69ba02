import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startThrowawayPostgres, type ThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { type Client, openClient, problemOf } from '../client.ts'
import { temporaryPasswordIn, writeCompanyFile } from '../company-file.ts'
import { addEmail, choosePassword, signIn } from '../person.ts'
import { codeIn, openPostOffice, type PostOffice, tokenIn } from '../post-office.ts'
import { type Ended, type Product, runProgram, startProduct } from '../product.ts'

/** A server that is meant: it starts with everything in place, or says what is missing. */

const portal = 'https://centralino.esempio.example'
const secretNames = ['PEPPER_1', 'THROTTLE_HMAC', 'DEVICE_HMAC', 'VAULT_1']
const secrets = () => Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString('base64')]))

let directory: string

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'osw-production-'))
})

test.afterAll(() => rm(directory, { recursive: true, force: true }))

test.describe('Senza il necessario non parte', () => {
  test.describe.configure({ timeout: 120_000 })

  const complete = {
    NODE_ENV: 'production',
    PUBLIC_URL: portal,
    SMTP_URL: 'smtps://posta.esempio.example',
    MAIL_FROM: 'Centralino <centralino@esempio.example>',
    DATABASE_URL: 'postgres://nessuno@127.0.0.1:1/nessuno',
  }
  const tryToStart = (env: Record<string, string>): Promise<Ended> =>
    runProgram(['api/main.ts', '--json'], { DATA_DIR: directory, ...env })

  test('un elenco chiaro di ciò che manca', async () => {
    const bare = await tryToStart({ NODE_ENV: 'production' })
    expect(bare).toMatchObject({ code: 1, out: '' })
    const lines = bare.err.trim().split('\n')
    expect(lines[0]).toBe('The environment is not right:')
    for (const name of ['PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM', ...secretNames])
      expect(
        lines.filter((line) => line.startsWith(`  ${name}: `)),
        name,
      ).toHaveLength(1)
    expect(bare.err).toContain('openssl rand -base64 32')
    // Nothing was begun on the way.
    expect(await readdir(directory)).toEqual([])
  })

  test('chiavi di esempio, corte o ripetute sono rifiutate senza mostrarle', async () => {
    const good = secrets()
    const zeros = Buffer.alloc(32).toString('base64')
    const short = randomBytes(16).toString('base64')
    const refused = await tryToStart({
      ...complete,
      ...good,
      PEPPER_1: zeros,
      VAULT_1: short,
      DEVICE_HMAC: good.THROTTLE_HMAC ?? '',
    })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('PEPPER_1: is not random')
    expect(refused.err).toContain('VAULT_1: 32 random bytes in base64')
    expect(refused.err).toContain('must differ from each other')
    for (const key of [short, ...Object.values(good)]) expect(refused.err).not.toContain(key)
  })

  test('l’orologio non si sposta, e la demo non c’è', async () => {
    const moved = await tryToStart({ ...complete, ...secrets(), CLOCK_OFFSET: 'P366D', DEMO: 'on' })
    expect(moved).toMatchObject({ code: 1, out: '' })
    expect(moved.err.trim().split('\n')).toEqual([
      'The environment is not right:',
      '  DEMO: a production server has no demo company',
      '  CLOCK_OFFSET: only for demos and tests',
    ])
    const plain = await tryToStart({ ...complete, ...secrets(), PUBLIC_URL: 'http://centralino.esempio.example' })
    expect(plain).toMatchObject({ code: 1, out: '' })
    expect(plain.err).toContain('PUBLIC_URL: the https address people type')
  })

  test('un database che non risponde è detto in una riga, senza la sua password', async () => {
    const refused = await tryToStart({
      ...complete,
      ...secrets(),
      DATABASE_URL: 'postgres://nessuno:segretissima@127.0.0.1:1/nessuno',
    })
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: 'DATABASE_URL: the database does not let us in (connect ECONNREFUSED 127.0.0.1:1)\n',
    })
  })

  test('ciò che non si può leggere è spiegato, tutto in una volta', async () => {
    const refused = await tryToStart({
      NODE_ENV: 'production',
      PORT: 'ottanta',
      METRICS_PORT: '70000',
      DATABASE_URL: 'mysql://localhost',
      PUBLIC_URL: 'centralino.esempio.example',
      LOG_LEVEL: 'tutto',
      SMTP_URL: 'posta.example',
      MAIL_FROM: 'centralino@esempio.example',
      ...secrets(),
    })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err.trim().split('\n')).toEqual([
      'The environment is not right:',
      '  PORT: a whole number from 0 to 65535',
      '  METRICS_PORT: a whole number from 0 to 65535',
      '  DATABASE_URL: begins with postgres:// or postgresql://',
      '  PUBLIC_URL: an address, for example https://centralino.example.it',
      '  LOG_LEVEL: one of fatal, error, warn, info, debug, silent',
      '  SMTP_URL: begins with smtp:// or smtps://',
    ])
    const clock = await tryToStart({ CLOCK_OFFSET: 'domani' })
    expect(clock).toMatchObject({ code: 1, out: '' })
    expect(clock.err).toBe('The environment is not right:\n  CLOCK_OFFSET: an ISO 8601 duration, for example P366D\n')
  })
})

test.describe('Con tutto il necessario', () => {
  let postgres: ThrowawayPostgres
  let office: PostOffice
  let product: Product<{ portal: string }>
  let env: Record<string, string>

  test.beforeAll(async () => {
    test.setTimeout(180_000)
    postgres = await startThrowawayPostgres()
    office = await openPostOffice()
    env = {
      NODE_ENV: 'production',
      PORT: String(await freePort()),
      PUBLIC_URL: portal,
      TRUSTED_PROXIES: '127.0.0.1',
      DATABASE_URL: postgres.url,
      SMTP_URL: office.url,
      MAIL_FROM: 'Office Smart WEB <non-rispondere@esempio.example>',
      ...secrets(),
    }
    product = await startProduct(directory, { ...env, LOG_LEVEL: 'debug' })
  })

  test.afterAll(async () => {
    await product?.stop()
    await office?.close()
    await postgres?.stop()
  })

  test('una seconda volta alla stessa porta dice perché non parte', async () => {
    const again = await runProgram(['api/main.ts', '--json'], { ...env, DATA_DIR: directory })
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(/^PORT: cannot be listened on \(listen EADDRINUSE[^\n]+\)\n$/)
  })

  test('parte, e della demo non resta nulla', async () => {
    expect(product.ready).toEqual({ portal })
    const client = openClient(product)
    expect((await client.fetch('/')).status).toBe(200)
    expect((await client.fetch('/readyz')).status).toBe(200)
    for (const path of ['/outbox', '/outbox.json', '/outbox.css', '/outbox/', '/metrics'])
      expect((await client.fetch(path)).status, path).toBe(404)
    expect((await client.fetch('/')).headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
    // The address is the configured one, whatever a request claims.
    expect((await client.fetch('/api/session', { headers: { host: 'altrove.example' } })).status).toBe(200)
  })

  test('dalla prima lettera al nuovo Reset Password, e nel log nessun segreto', async () => {
    test.setTimeout(240_000)
    const contact = 'titolare@cliente.example'
    const address = 'ludovica.peru@cliente.example'
    const file = await writeCompanyFile('0165 777 100', '0165 777 101')
    const words = ['activate', file, '--name', 'Cliente Vero S.r.l.', '--contact-email', contact]
    // On PostgreSQL the provider's commands work beside the running portal.
    expect(await product.command(words)).toMatchObject({ code: 0, err: '' })
    const credentials = await office.letterTo(contact, /credenziali/)
    expect(credentials.links[0]).toMatch(new RegExp(`^${portal}`))
    const temporaryPassword = temporaryPasswordIn(credentials.text) ?? ''
    const cookies = new Set<string>()
    const remember = (client: Client) => {
      for (const value of client.cookies.values()) cookies.add(value)
    }

    const number = '0165 777 100'
    const wrong = 'una password sbagliata ma lunga'
    const first = 'tramonto zaino pinguino ferro'
    const second = 'lanterna gomito sabbia violino'
    const third = 'mirtillo cratere bottone tegola'
    const client = openClient(product)
    expect(await problemOf(signIn(client, number, wrong))).toBe('sign-in.refused')
    await signIn(client, number, temporaryPassword)
    remember(client)
    await choosePassword(client, { number, temporaryPassword }, first)
    remember(client)
    await addEmail(client, office, address)
    remember(client)
    expect([...client.cookies.keys()].every((name) => name.startsWith('__Host-'))).toBe(true)
    const proof = await office.letterTo(address, /^Conferma il tuo indirizzo/)

    const remembered = openClient(product)
    await signIn(remembered, number, first, { remember: true })
    await remembered.call('POST /api/session/view', { body: { view: 'user' } })
    remember(remembered)
    expect(await problemOf(remembered.call('POST /api/session/step-up', { body: { password: wrong } }))).toBe(
      'password.wrong',
    )
    await remembered.call('POST /api/password/change', { body: { oldPassword: first, newPassword: second } })
    remember(remembered)
    const totp = await remembered.call('POST /api/me/totp/begin')

    await openClient(product).call('POST /api/password/reset-request', { body: { number } })
    const letter = await office.letterTo(address, /^Reset Password/)
    expect(letter.links[0]).toMatch(new RegExp(`^${portal}/reset#t=`))
    const token = tokenIn(letter, 'reset')
    const reset = (newPassword: string) =>
      openClient(product).call('POST /api/password/reset', { body: { token, number, newPassword } })
    expect(await problemOf(reset('Centralino2026!'))).toBe('password.refused')
    await reset(third)
    expect(await problemOf(reset(wrong))).toBe('link.invalid')
    // What nobody should send, but somebody will: a secret in an address, a body that is no JSON, an unknown field.
    await client.fetch(`/reset?t=${token}&password=${encodeURIComponent(third)}`)
    const odd = { method: 'POST', headers: { 'content-type': 'application/json' } }
    await client.fetch('/api/session', { ...odd, body: `{"number":"${number}","password":"${third}"` })
    await client.fetch('/api/session', { ...odd, body: JSON.stringify({ number, password: third, pasword: third }) })

    await product.stop()
    const log = product.output()
    expect(log.split('\n').length, 'the log was on').toBeGreaterThan(20)
    const lines = log.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter((line) => line.msg === 'request' && line.route === '/api/password/reset')).toHaveLength(3)
    const unsaid = {
      passwords: [wrong, first, second, third, 'Centralino2026!', temporaryPassword],
      tokens: [token, tokenIn(proof, 'conferma-email')],
      codes: [codeIn(proof), totp.secret],
      cookies: [...cookies].flatMap((value) => [value, decodeURIComponent(value)]),
      addresses: [address, contact, '+390165777100'],
    }
    for (const [kind, values] of Object.entries(unsaid)) {
      for (const value of values) {
        expect(value.length, `a ${kind} to look for`).toBeGreaterThan(5)
        for (const written of [value, encodeURIComponent(value)])
          expect(lineWith(log, written), `${kind} in the log`).toBeUndefined()
      }
    }
    expect(cookies.size).toBeGreaterThan(4)
  })
})

const lineWith = (log: string, secret: string) => log.split('\n').find((line) => line.includes(secret))

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  await new Promise((resolve) => server.close(resolve))
  return port
}
