import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { minute } from '#domain/clock.ts'
import { readConfig } from '../config.ts'
import { serveDemoOutbox } from './demo-outbox.routes.ts'
import type { QueuedLetter } from './outbox.ts'
import { aClock, anOutbox } from './testing/an-outbox.ts'
import { startMailServer } from './testing/mail-server.ts'

let cellar: Cellar
let app: FastifyInstance
let clock: ReturnType<typeof aClock>

const link = 'http://localhost:8080/reset#t=a_b-c'
const reset: QueuedLetter = {
  companyId: null,
  to: 'giulia@rossi.example',
  language: 'it',
  letter: { name: 'reset', facts: { link, maskedNumber: '0125••••49', minutes: 30 } },
}
const secret: QueuedLetter = {
  companyId: null,
  to: '+393475550182',
  language: 'it',
  letter: { name: 'credentials-secret', facts: { temporaryPassword: 'ABCD-EFGH-JKLM-NPQR' } },
}

beforeAll(async () => {
  cellar = await freshCellar()
})

beforeEach(async () => {
  await cellar.asService(async (trx) => {
    await trx.deleteFrom('outbox_message').execute()
    await trx.deleteFrom('demo_letter').execute()
  })
  clock = aClock()
  app = fastify()
  const config = { ...readConfig({ DATA_DIR: '/tmp/office-smart-demo-outbox-test' }), demo: true }
  serveDemoOutbox(app, { cellar, config })
})

afterEach(() => app.close())

async function send(...letters: QueuedLetter[]): Promise<void> {
  const { outbox } = anOutbox(cellar, clock, { demo: true })
  for (const letter of letters) {
    await cellar.asService((trx) => outbox.queue(trx, letter))
    await outbox.drain()
    clock.forward(minute)
  }
}

const page = async (url: string) => (await app.inject(url)).body
const list = async (query = '') => (await app.inject(`/outbox.json${query}`)).json<Record<string, unknown>[]>()

describe('the demo’s letter box', () => {
  test('tells scripts what came, newest first', async () => {
    await send(reset, secret)
    expect(await list()).toEqual([
      {
        to: '+393475550182',
        channel: 'sms',
        subject: 'Password temporanea',
        text: expect.stringContaining('ABCD-EFGH-JKLM-NPQR'),
        links: [],
        at: '2026-03-02T09:01:00.000Z',
      },
      {
        to: 'giulia@rossi.example',
        channel: 'email',
        subject: 'Reset Password: scegli una nuova password',
        text: expect.stringContaining(link),
        links: [link],
        at: '2026-03-02T09:00:00.000Z',
      },
    ])
    expect(await list('?to=giulia%40rossi.example')).toHaveLength(1)
    expect(await list('?to=%2B393475550182')).toHaveLength(1)
    expect(await list('?to=altri%40rossi.example')).toEqual([])
  })

  test('shows people the same, with links to press and the office’s time', async () => {
    await send(reset)
    const { body, headers } = await app.inject('/outbox')
    expect(body).toContain(`<a href="${link}">${link}</a>`)
    expect(body).toContain('<time datetime="2026-03-02T09:00:00.000Z">02/03/2026 10:00</time>')
    expect(body).toContain('<dd>giulia@rossi.example</dd>')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers['cache-control']).toBe('no-store')
    expect(body).not.toMatch(/<script|<style| style=| on\w+=/)
    expect((await app.inject('/outbox.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  test('shows hostile letters and questions as text', async () => {
    const facts = {
      maskedNumber: '</div><script>alert(1)</script>',
      by: '"><img src=x onerror=alert(1)>',
      at: clock(),
    }
    await send({ ...reset, letter: { name: 'temporary-password-set', facts } })
    const body = (await page('/outbox')) + (await page('/outbox?to=%22%3E%3Cscript%3E'))
    expect(body).not.toMatch(/<script|<img/)
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect((await app.inject('/outbox?page=-1&to=a&to=b')).statusCode).toBe(200)
  })

  test('has a hundred on a page', async () => {
    await cellar.asService(async (trx) => {
      const { outbox } = anOutbox(cellar, clock, { demo: true })
      for (let i = 0; i < 101; i++) await outbox.queue(trx, { ...reset, to: `p${i}@rossi.example` })
    })
    await anOutbox(cellar, clock, { demo: true }).outbox.drain()
    const [first, second] = [await page('/outbox'), await page('/outbox?page=2')]
    expect(first.match(/<article/g)).toHaveLength(100)
    expect(first).toContain('<a href="/outbox?page=2" rel="next">')
    expect(second.match(/<article/g)).toHaveLength(1)
    expect(second).toContain('<a href="/outbox" rel="prev">')
  })

  test('stays empty of mail when a mail server is given, and still takes text messages', async () => {
    const server = await startMailServer()
    const { outbox } = anOutbox(cellar, clock, { demo: true, smtpUrl: server.url })
    await cellar.asService(async (trx) => {
      await outbox.queue(trx, reset)
      await outbox.queue(trx, secret)
    })
    await outbox.drain()
    await outbox.stop()
    await server.close()
    expect(server.received).toHaveLength(1)
    expect((await list()).map(({ channel }) => channel)).toEqual(['sms'])
  })
})

test('a real installation has no letter box', async () => {
  const real = fastify()
  const config = { ...readConfig({ DATA_DIR: '/tmp/office-smart-demo-outbox-test' }), demo: false }
  serveDemoOutbox(real, { cellar, config })
  for (const url of ['/outbox', '/outbox.json', '/outbox.css']) {
    expect((await real.inject(url)).statusCode).toBe(404)
  }
})
