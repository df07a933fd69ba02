import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { pino } from 'pino'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { later, minute } from '#domain/clock.ts'
import { ownCertificate } from '#telephony/switchboard/certificate.ts'
import { aClock, anOutbox } from '../../testing/an-outbox.ts'
import { createLedger } from '../ledger.ts'
import { startTextGateway, type TextGateway } from '../testing/text-gateway.ts'
import type { SmppSettings } from '../text-settings.ts'
import { createSmppSender } from './smpp-sender.ts'

let cellar: Cellar
let gateway: TextGateway
let clock: ReturnType<typeof aClock>
let running: { stop(): Promise<void> }[]
const company = randomUUID()
const mobile = '+393475550182'

const settings = (more: Partial<SmppSettings> = {}): SmppSettings => ({
  kind: 'smpp',
  name: 'gateway.example:2775',
  host: '127.0.0.1',
  port: gateway.port,
  tls: false,
  user: 'portale',
  password: 'segreto',
  systemType: '',
  from: 'Centralino',
  rate: 1000,
  window: 10,
  long: 'udh',
  ...more,
})

/** An outbox as a process has it; several of them are the same one after a restart. */
function aProcess(
  more: Partial<SmppSettings> = {},
  { answerWithin = 5_000, firstWait = 20, beforeHanding = async () => {} } = {},
) {
  const chosen = settings(more)
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const ledger = createLedger(cellar, clock, chosen.name)
  const sender = createSmppSender({
    settings: chosen,
    ledger: { ...ledger, hand: (key, parts) => beforeHanding().then(() => ledger.hand(key, parts)) },
    log,
    times: { answerWithin, stillThereEvery: 40, firstWait, slowDown: 60 },
  })
  const { outbox } = anOutbox(cellar, clock, {
    sender: {
      reaches: () => true,
      width: (channel) => (channel === 'sms' ? sender.width?.() : 0),
      start: (wider) => sender.start?.(() => wider('sms')),
      send: sender.send,
      close: sender.close,
    },
  })
  running.push(outbox)
  return { outbox, logged }
}

/** Puts texts into the outbox as they would be written there. */
async function queue(...texts: string[]): Promise<string[]> {
  const ids = texts.map(() => randomUUID())
  await cellar.asService((trx) =>
    trx
      .insertInto('outbox_message')
      .values(
        texts.map((text, i) => ({
          id: ids[i] ?? '',
          company_id: company,
          channel: 'sms' as const,
          recipient: texts.length === 1 ? mobile : `+3934755501${10 + i}`,
          letter: 'credentials-secret',
          content: JSON.stringify({ subject: '', text, html: null }),
          created_at: clock(),
          next_attempt_at: clock(),
        })),
      )
      .execute(),
  )
  return ids
}

const rows = () =>
  cellar.asService((trx) => trx.selectFrom('outbox_message').selectAll().orderBy('recipient').execute())
const row = async () => (await rows())[0]

const countBy = async (state: 'sent_at' | 'perhaps_at' | 'delivered_at' | 'failed_at') =>
  (await rows()).filter((one) => one[state] !== null).length

beforeAll(async () => {
  cellar = await freshCellar()
  await cellar.asService((trx) =>
    trx.insertInto('company').values({ id: company, name: 'Rossi S.r.l.', activated_at: new Date() }).execute(),
  )
})

beforeEach(async () => {
  await cellar.asService(async (trx) => {
    await trx.deleteFrom('outbox_message').execute()
    await trx.deleteFrom('text_receipt').execute()
  })
  clock = aClock()
  running = []
  gateway = await startTextGateway()
})

afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await gateway.close()
})

describe('a text message', () => {
  test('leaves in the GSM alphabet, asks for a receipt, and is erased here', async () => {
    await queue('Perché 10 €? La password è ABCD-EFGH')
    const { outbox, logged } = aProcess()
    await outbox.drain()
    const [piece] = gateway.taken
    expect(piece?.text).toBe('Perché 10 €? La password è ABCD-EFGH')
    expect(piece?.pdu).toMatchObject({
      source_addr: 'Centralino',
      source_addr_ton: 5,
      destination_addr: '393475550182',
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      data_coding: 0,
      registered_delivery: 1,
    })
    expect(await row()).toMatchObject({ sent_at: clock(), content: null, delivered_at: null, attempts: 1 })
    expect(logged.join()).not.toMatch(/segreto|3475550182|ABCD/)
  })

  test('that is long goes in pieces that belong together, in UCS-2 where GSM has no letter', async () => {
    const text = 'Łódź – żółw i inne słowa. '.repeat(9)
    await queue(text)
    const { outbox } = aProcess()
    await outbox.drain()
    const udhs = gateway.taken.map(({ pdu }) => (pdu.short_message as { udh: Buffer[] | Buffer }).udh)
    expect(gateway.taken.map(({ text: piece }) => piece).join('')).toBe(text)
    expect(gateway.taken).toHaveLength(4)
    expect(gateway.taken.every(({ pdu }) => pdu.data_coding === 8 && pdu.esm_class === 0x40)).toBe(true)
    expect(udhs.every(Boolean)).toBe(true)
    expect(await row()).toMatchObject({ sent_at: clock() })
    for (const piece of gateway.taken.slice(0, 3)) await gateway.receipt(piece, 'DELIVRD')
    expect(await row()).toMatchObject({ delivered_at: null })
    for (const piece of gateway.taken.slice(3)) await gateway.receipt(piece, 'DELIVRD')
    expect(await row()).toMatchObject({ delivered_at: clock() })
  })

  test('goes whole to a gateway that cuts by itself', async () => {
    await queue('a'.repeat(300))
    const { outbox } = aProcess({ long: 'payload' })
    await outbox.drain()
    expect(gateway.taken.map(({ text }) => text)).toEqual(['a'.repeat(300)])
  })

  test('to a number that does not exist is given up at once, without its content', async () => {
    await queue('ciao')
    gateway.next({ status: 0x0b })
    const { outbox } = aProcess()
    await outbox.drain()
    expect(await row()).toMatchObject({
      failed_at: clock(),
      failure: 'recipient-unknown',
      last_error: 'SMPP 0x0000000B',
      content: null,
    })
  })

  test('waits when the gateway says “slower”, and goes once', async () => {
    await queue('ciao')
    gateway.next({ status: 0x58 }, { status: 0x14 })
    const { outbox } = aProcess()
    const began = performance.now()
    await outbox.drain()
    expect(performance.now() - began).toBeGreaterThan(100)
    expect([gateway.handed.length, gateway.taken.length]).toEqual([3, 1])
    expect(await row()).toMatchObject({ sent_at: clock(), attempts: 1 })
  })

  test('refused for now is tried again later', async () => {
    await queue('ciao')
    gateway.next({ status: 0x08 })
    const { outbox } = aProcess()
    await outbox.drain()
    expect(await row()).toMatchObject({
      sent_at: null,
      failed_at: null,
      perhaps_at: null,
      last_error: 'SMPP 0x00000008',
    })
    clock.forward(minute)
    await outbox.drain()
    expect(await row()).toMatchObject({ sent_at: clock(), attempts: 2 })
    expect(gateway.taken).toHaveLength(1)
  })
})

describe('receipts', () => {
  test.each([
    ['DELIVRD', {}, { outcome: 'delivered', failure: null }],
    ['EXPIRED', {}, { outcome: 'failed', failure: 'not-reached' }],
    ['UNDELIV', {}, { outcome: 'failed', failure: 'recipient-unknown' }],
    ['ENROUTE', { message_state: 8 }, { outcome: 'failed', failure: 'recipient-refuses' }],
    ['ENROUTE', {}, { outcome: 'waiting', failure: null }],
  ])('%s %o', async (word, more, expected) => {
    await queue('ciao')
    const { outbox } = aProcess()
    await outbox.drain()
    const [piece] = gateway.taken
    if (!piece) throw new Error('nothing was taken')
    expect(await gateway.receipt(piece, word, more)).toBe(0)
    const { delivered_at, failed_at, failure } = (await row()) ?? {}
    expect({ outcome: delivered_at ? 'delivered' : failed_at ? 'failed' : 'waiting', failure }).toEqual(expected)
  })

  test('may come before the answer', async () => {
    await gateway.close()
    gateway = await startTextGateway({ receiptFirst: true })
    await queue('uno', 'due')
    const { outbox } = aProcess()
    await outbox.drain()
    expect([await countBy('sent_at'), await countBy('delivered_at')]).toEqual([2, 2])
  })

  test('find their message after a restart', async () => {
    await queue('ciao')
    const before = aProcess()
    await before.outbox.drain()
    await before.outbox.stop()
    aProcess().outbox.start()
    await vi.waitFor(() => expect(gateway.binds).toHaveLength(2), 15_000)
    const [piece] = gateway.taken
    if (!piece) throw new Error('nothing was taken')
    await vi.waitFor(() => gateway.receipt(piece, 'DELIVRD'), 15_000)
    expect(await row()).toMatchObject({ delivered_at: clock() })
  })

  test('that never came are asked for', async () => {
    await queue('ciao')
    const before = aProcess()
    await before.outbox.drain()
    await before.outbox.stop()
    gateway.states.set('gw-1', 2)
    clock.forward(11 * minute)
    aProcess().outbox.start()
    await vi.waitFor(async () => expect(await row()).toMatchObject({ delivered_at: clock() }), 15_000)
  })
})

describe('nothing is handed over twice', () => {
  test('when the connection breaks in the middle of a window', async () => {
    await queue(...Array.from({ length: 12 }, (_, i) => `numero ${i}`))
    gateway.next('take', 'take', 'silent', 'silent', 'hang-up')
    const { outbox } = aProcess({ window: 5 })
    outbox.start()
    await vi.waitFor(async () => expect((await countBy('sent_at')) + (await countBy('perhaps_at'))).toBe(12), 20_000)
    const texts = gateway.handed.map(({ text }) => text)
    expect(new Set(texts).size).toBe(texts.length)
    expect(gateway.binds.length).toBeGreaterThan(1)
    const perhaps = await countBy('perhaps_at')
    expect(perhaps).toBeGreaterThanOrEqual(3)
    expect(perhaps).toBeLessThanOrEqual(5)
    expect((await rows()).filter((one) => one.perhaps_at).every((one) => one.content !== null)).toBe(true)
  })

  test('and one that waited its turn while the connection broke goes over the next', async () => {
    await queue('ciao')
    let broken = false
    const { outbox, logged } = aProcess(
      {},
      {
        firstWait: 1_000,
        beforeHanding: async () => {
          if (broken) return
          broken = true
          gateway.hangUp()
          await vi.waitFor(() => expect(logged.join()).toContain('closed by the gateway'), 15_000)
        },
      },
    )
    await outbox.drain()
    expect([gateway.binds.length, gateway.handed.length]).toEqual([2, 1])
    expect(await row()).toMatchObject({ sent_at: clock(), attempts: 1 })
  })

  test('when no answer comes; and a late one is still believed', async () => {
    await queue('ciao')
    gateway.next('silent')
    const { outbox } = aProcess({}, { answerWithin: 300 })
    await outbox.drain()
    expect(await row()).toMatchObject({ sent_at: null, perhaps_at: clock(), last_error: 'no answer' })
    clock.forward(60 * minute)
    await outbox.drain()
    expect(gateway.handed).toHaveLength(1)
    gateway.answerLate()
    const settled = { sent_at: clock(), perhaps_at: null, content: null }
    await vi.waitFor(async () => expect(await row()).toMatchObject(settled), 15_000)
  })

  test('when the process dies between the handing over and the answer', async () => {
    const [id = ''] = await queue('ciao')
    const ledger = createLedger(cellar, clock, settings().name)
    await ledger.hand({ messageId: id, part: 0 }, 1)
    const { outbox } = aProcess()
    await outbox.drain()
    expect(gateway.handed).toEqual([])
    expect(await row()).toMatchObject({ sent_at: null, perhaps_at: clock() })
    // What it was is learned from the receipt, by our reference.
    const { reference } = await cellar.asService((trx) =>
      trx.selectFrom('text_message_part').select('reference').executeTakeFirstOrThrow(),
    )
    const unknown = { id: 'gw-77', to: mobile.slice(1), text: '', pdu: {} as never }
    await gateway.receipt(unknown, 'DELIVRD', { user_message_reference: (reference + 1) % 65_536 })
    expect(await row()).toMatchObject({ delivered_at: null })
    await gateway.receipt(unknown, 'DELIVRD', { user_message_reference: reference })
    expect(await row()).toMatchObject({ sent_at: clock(), perhaps_at: null, delivered_at: clock(), content: null })
  })

  test('when the process dies between two pieces: only the second is handed over', async () => {
    const [id = ''] = await queue(`${'a'.repeat(153)}${'b'.repeat(20)}`)
    const ledger = createLedger(cellar, clock, settings().name)
    await ledger.hand({ messageId: id, part: 0 }, 2)
    await ledger.answered({ messageId: id, part: 0 }, 'gw-9')
    expect(await row()).toMatchObject({ sent_at: null })
    const { outbox } = aProcess()
    await outbox.drain()
    expect(gateway.handed.map(({ text }) => text)).toEqual(['b'.repeat(20)])
    expect(await row()).toMatchObject({ sent_at: clock(), perhaps_at: null, content: null })
  })

  test('by several processes', async () => {
    await queue(...Array.from({ length: 30 }, (_, i) => `numero ${i}`))
    const processes = [aProcess(), aProcess(), aProcess()]
    await Promise.all(processes.map(({ outbox }) => outbox.drain()))
    expect(gateway.taken.map(({ text }) => text).toSorted()).toEqual(
      Array.from({ length: 30 }, (_, i) => `numero ${i}`).toSorted(),
    )
  })
})

describe('the connection', () => {
  test('keeps to the rate of the contract', async () => {
    await queue(...Array.from({ length: 30 }, (_, i) => `numero ${i}`))
    const { outbox } = aProcess({ rate: 50 })
    const began = performance.now()
    await outbox.drain()
    expect(performance.now() - began).toBeGreaterThan(500)
    expect(gateway.taken).toHaveLength(30)
  })

  test('is made again when the gateway answers no more', async () => {
    const { outbox } = aProcess({}, { answerWithin: 300 })
    outbox.start()
    await vi.waitFor(() => expect(gateway.binds).toHaveLength(1), 15_000)
    gateway.answersLinkTests = false
    await vi.waitFor(() => expect(gateway.binds.length).toBeGreaterThan(1), 15_000)
    gateway.answersLinkTests = true
    await queue('ciao')
    outbox.nudge()
    await vi.waitFor(() => expect(gateway.taken).toHaveLength(1), 15_000)
  })

  test('over TLS hands nothing over, not even the password, to a gateway whose certificate nobody vouches for', async () => {
    await gateway.close()
    const directory = await mkdtemp(join(tmpdir(), 'osw-gateway-'))
    const { certificate, key } = await ownCertificate(directory, [])
    const cert = await readFile(certificate, 'utf8')
    gateway = await startTextGateway({ tls: { cert, key: await readFile(key, 'utf8') } })
    const { outbox, logged } = aProcess({ host: 'localhost', tls: true })
    outbox.start()
    await vi.waitFor(() => expect(logged.join()).toContain('DEPTH_ZERO_SELF_SIGNED_CERT'), 15_000)
    await queue('ciao')
    expect(gateway.binds).toEqual([])
    const trusted = getCACertificates('default')
    try {
      setDefaultCACertificates([...trusted, cert])
      await vi.waitFor(() => expect(gateway.taken).toHaveLength(1), 15_000)
    } finally {
      setDefaultCACertificates(trusted)
      await rm(directory, { recursive: true })
    }
  })

  test('refused keeps every message, takes none in hand, and lets nothing of the password out', async () => {
    await gateway.close()
    gateway = await startTextGateway({ password: 'un altro' })
    const { outbox, logged } = aProcess()
    outbox.start()
    await vi.waitFor(() => expect(gateway.binds.length).toBeGreaterThan(1), 15_000)
    await queue('ciao')
    await setTimeout(50)
    expect(await row()).toMatchObject({ sent_at: null, failed_at: null, perhaps_at: null })
    expect(logged.join()).toContain('bind refused, SMPP 0x0000000E')
    expect(logged.join()).not.toContain('segreto')
  })

  test('away for a day: what waited is given up', async () => {
    await gateway.close()
    await queue('ciao')
    const { outbox } = aProcess()
    outbox.start()
    clock.set(later(clock(), 25 * 60 * minute))
    await vi.waitFor(
      async () => {
        outbox.nudge()
        expect(await row()).toMatchObject({ failed_at: clock(), failure: 'too-late', content: null })
      },
      { timeout: 15_000, interval: 100 },
    )
    await outbox.stop()
    gateway = await startTextGateway()
  })
})
