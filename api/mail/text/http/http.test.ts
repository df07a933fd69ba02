import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { hour } from '#domain/clock.ts'
import { aClock, anOutbox } from '../../testing/an-outbox.ts'
import { createLedger } from '../ledger.ts'
import type { HttpSettings } from '../text-settings.ts'
import { serveTextReceipts } from './receipts.routes.ts'

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

let cellar: Cellar
let server: Server
let asked: Asked[]
let answers: ((response: ServerResponse) => void)[]
let clock: ReturnType<typeof aClock>
let app: FastifyInstance
const company = randomUUID()
const secret = 'una chiave di prova'

const settings = (more: Partial<HttpSettings> = {}): HttpSettings => ({
  kind: 'http',
  name: 'gateway.example',
  from: 'Centralino',
  rate: 1000,
  window: 10,
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
  method: 'POST',
  headers: { authorization: 'Bearer chiave' },
  body: '{"to":"{to}","text":"{text}","ref":"{id}"}',
  answerId: 'messages.0.id',
  knowsRepeats: false,
  receipts: { secret, header: 'x-signature', id: 'id', state: 'status', delivered: ['delivered'], failed: ['expired'] },
  ...more,
})

async function queue(text: string): Promise<string> {
  const id = randomUUID()
  const message = {
    id,
    company_id: company,
    channel: 'sms' as const,
    recipient: '+393475550182',
    letter: 'credentials-secret',
  }
  const content = JSON.stringify({ subject: '', text, html: null })
  const when = { created_at: clock(), next_attempt_at: clock() }
  await cellar.asService((trx) =>
    trx
      .insertInto('outbox_message')
      .values({ ...message, content, ...when })
      .execute(),
  )
  return id
}

async function send(more: Partial<HttpSettings> = {}) {
  const { outbox, logged } = anOutbox(cellar, clock, { texts: settings(more) })
  await outbox.drain()
  await outbox.stop()
  return logged.join()
}

const row = () => cellar.asService((trx) => trx.selectFrom('outbox_message').selectAll().executeTakeFirstOrThrow())

const status =
  (code: number, body = '') =>
  (response: ServerResponse) =>
    void response.writeHead(code).end(body)

beforeAll(async () => {
  cellar = await freshCellar()
  await cellar.asService((trx) =>
    trx.insertInto('company').values({ id: company, name: 'Rossi S.r.l.', activated_at: new Date() }).execute(),
  )
})

beforeEach(async () => {
  await cellar.asService((trx) => trx.deleteFrom('outbox_message').execute())
  clock = aClock()
  asked = []
  answers = []
  server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    asked.push({ method, path: url, headers, body: await readText(request) })
    const answer = answers.shift() ?? status(200, '{"messages":[{"id":"A-1"}]}')
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  app = fastify()
  serveTextReceipts(app, { config: { texts: settings() }, cellar, clock, log: anOutbox(cellar, clock).log } as never)
})

afterEach(async () => {
  await app.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const tell = (told: object, key = secret) => {
  const payload = JSON.stringify(told)
  const signature = createHmac('sha256', key).update(payload).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-signature': `sha256=${signature}` }
  return app.inject({ method: 'POST', url: '/api/text-receipts', headers, payload })
}

test('a text message is put into the gateway’s own words, and its receipt finds it', async () => {
  const id = await queue('La password è "AB\\CD" & basta')
  const logged = await send()
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/send', headers: { authorization: 'Bearer chiave' } })
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    to: '+393475550182',
    text: 'La password è "AB\\CD" & basta',
    ref: id,
  })
  expect(await row()).toMatchObject({ sent_at: clock(), content: null })
  expect(logged).not.toMatch(/chiave|AB\\\\CD|3475550182/)

  expect((await tell({ id: 'A-1', status: 'delivered' }, 'un’altra chiave')).statusCode).toBe(401)
  expect(await row()).toMatchObject({ delivered_at: null })
  expect((await tell({ id: 'A-1', status: 'queued' })).statusCode).toBe(204)
  expect(await row()).toMatchObject({ delivered_at: null })
  expect((await tell({ id: 'A-1', status: 'Delivered' })).statusCode).toBe(204)
  expect(await row()).toMatchObject({ delivered_at: clock() })
})

test('a form, an address with facts, and a receipt that says it did not arrive', async () => {
  await queue('è & =')
  const body = 'a={to}&t={text}'
  await send({ body, url: `${settings().url}?da={from}` })
  expect(asked[0]).toMatchObject({ path: '/send?da=Centralino', body: 'a=%2B393475550182&t=%C3%A8%20%26%20%3D' })
  await tell({ id: 'A-1', status: 'EXPIRED' })
  expect(await row()).toMatchObject({ failed_at: clock(), failure: 'not-reached' })
})

test.each([
  ['refused for good', status(422), { failure: 'recipient-unknown', last_error: 'HTTP 422', content: null }],
  ['too fast', status(429), { failed_at: null, perhaps_at: null, last_error: 'HTTP 429' }],
  [
    'sent elsewhere',
    (response: ServerResponse) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    { failed_at: null, perhaps_at: null, last_error: 'HTTP 302' },
  ],
  [
    'broken half-way',
    status(500),
    { failed_at: null, sent_at: null, last_error: 'HTTP 500', perhaps_at: expect.any(Date) },
  ],
  ['cut off', (response: ServerResponse) => void response.destroy(), { sent_at: null, perhaps_at: expect.any(Date) }],
])('%s', async (_, answer, expected) => {
  await queue('ciao')
  answers.push(answer)
  await send()
  expect(await row()).toMatchObject(expected)
  clock.forward(2 * hour)
  const perhaps = (await row()).perhaps_at !== null
  await send()
  // Whatever may be on its way is not sent again; whatever is not, is, unless it never will do.
  expect(asked).toHaveLength(perhaps || 'failure' in expected ? 1 : 2)
})

test('a gateway that knows repeats gets the same id again', async () => {
  const id = await queue('ciao')
  await createLedger(cellar, clock, settings().name).hand({ messageId: id, part: 0 }, 1)
  answers.push((response) => void response.destroy())
  await send({ knowsRepeats: true })
  expect(await row()).toMatchObject({ sent_at: null, perhaps_at: null })
  clock.forward(hour)
  await send({ knowsRepeats: true })
  expect(asked.map(({ body }) => JSON.parse(body).ref)).toEqual([id, id])
  expect(await row()).toMatchObject({ sent_at: clock() })
})
