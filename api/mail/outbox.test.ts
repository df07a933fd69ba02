import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { hour, later, minute, second } from '#domain/clock.ts'
import { claimDue } from './outbox.sql.ts'
import type { QueuedLetter } from './outbox.ts'
import { aClock, anOutbox } from './testing/an-outbox.ts'
import { type MailServer, startMailServer } from './testing/mail-server.ts'

let cellar: Cellar
let server: MailServer
let clock: ReturnType<typeof aClock>
const company = randomUUID()
const link = 'https://portale.example/reset#t=a_b-c'

const reset = (more: Partial<QueuedLetter> = {}): QueuedLetter => ({
  companyId: company,
  to: 'giulia@rossi.example',
  language: 'it',
  letter: { name: 'reset', facts: { link, maskedNumber: '0125••••49', minutes: 30 } },
  ...more,
})

const rows = () =>
  cellar.asService((trx) => trx.selectFrom('outbox_message').selectAll().orderBy('created_at').execute())

async function row() {
  const [only, ...others] = await rows()
  expect(others).toEqual([])
  if (!only) throw new Error('nothing was queued')
  return only
}

beforeAll(async () => {
  cellar = await freshCellar()
  await cellar.asService((trx) =>
    trx.insertInto('company').values({ id: company, name: 'Rossi S.r.l.', activated_at: new Date() }).execute(),
  )
})

beforeEach(async () => {
  await cellar.asService((trx) => trx.deleteFrom('outbox_message').execute())
  clock = aClock()
  server = await startMailServer()
})

afterEach(() => server.close())

const bySmtp = () => anOutbox(cellar, clock, { smtpUrl: server.url })

describe('a letter', () => {
  test('arrives with its headers, its text, its HTML and its link', async () => {
    const { outbox } = bySmtp()
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    const { id } = await row()
    await outbox.drain()
    await outbox.stop()

    const [mail] = server.received
    expect(mail).toMatchObject({
      subject: 'Reset Password: scegli una nuova password',
      messageId: `<${id}@portale.example>`,
      from: { value: [{ name: 'Office Smart WEB', address: 'non-rispondere@portale.example' }] },
      to: { value: [{ name: '', address: 'giulia@rossi.example' }] },
    })
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.text).toContain(link)
    expect(mail?.text).toContain('Centralino S.p.A., Milano')
    expect(mail?.html).toContain(`href="${link}"`)
  })

  test('keeps every letter of a subject', async () => {
    const { outbox } = bySmtp()
    const facts = {
      company: 'Perché No? “Caffè” 中文 S.r.l.',
      portal: 'https://portale.example',
      numbers: ['+390125555049'],
      temporaryPassword: null,
      supportNumber: '1928',
    }
    await cellar.asService((trx) => outbox.queue(trx, reset({ letter: { name: 'credentials', facts } })))
    await outbox.drain()
    await outbox.stop()
    expect(server.received[0]?.subject).toBe('Office Smart WEB: le credenziali di Perché No? “Caffè” 中文 S.r.l.')
  })

  test('cannot get a header from a name', async () => {
    const { outbox } = bySmtp()
    const facts = {
      company: 'Rossi\r\nBcc: ladro@altrove.example\r\n\r\n<script>alert(1)</script>',
      portal: 'https://portale.example',
      numbers: [],
      temporaryPassword: null,
      supportNumber: '1928',
    }
    await cellar.asService((trx) => outbox.queue(trx, reset({ letter: { name: 'credentials', facts } })))
    await outbox.drain()
    await outbox.stop()
    const [mail] = server.received
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.subject).toContain('Rossi Bcc: ladro@altrove.example')
    expect(mail?.html).not.toContain('<script>')
  })

  test('is erased here once it has left, and the log never showed it', async () => {
    const { outbox, logged } = bySmtp()
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    expect((await row()).content).toMatchObject({ text: expect.stringContaining(link) })
    await outbox.drain()
    await outbox.stop()
    expect(await row()).toMatchObject({ content: null, sent_at: clock(), failed_at: null, attempts: 1 })
    expect(logged.join()).toContain('letter sent')
    expect(logged.join()).not.toContain('t=a_b-c')
    expect(logged.join()).not.toContain('giulia@')
  })
})

describe('queueing', () => {
  test('works in a company’s transaction, for that company', async () => {
    const { outbox } = bySmtp()
    await cellar.inCompany({ companyId: company }, (trx) => outbox.queue(trx, reset()))
    expect(await row()).toMatchObject({ company_id: company, letter: 'reset', channel: 'email' })
    await expect(
      cellar.inCompany({ companyId: company }, (trx) => outbox.queue(trx, reset({ companyId: randomUUID() }))),
    ).rejects.toThrow('row-level security')
  })

  test('leaves nothing when the transaction is undone', async () => {
    const { outbox } = bySmtp()
    const undone = cellar.asService(async (trx) => {
      await outbox.queue(trx, reset())
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await rows()).toEqual([])
  })

  test('the same notice twice is one letter, also across companies’ walls', async () => {
    const { outbox } = bySmtp()
    const dedupeKey = 'expiry:x:30'
    await cellar.asService((trx) => outbox.queue(trx, reset({ companyId: null, dedupeKey })))
    await cellar.asService((trx) => outbox.queue(trx, reset({ dedupeKey })))
    await cellar.inCompany({ companyId: company }, (trx) => outbox.queue(trx, reset({ dedupeKey })))
    expect(await row()).toMatchObject({ company_id: null })
  })
})

describe('a letter that does not go', () => {
  test('after a 4yz reply goes again, with the same Message-ID', async () => {
    const { outbox } = bySmtp()
    server.refuse(451, 'greylisted, try again')
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await outbox.drain()
    const { id, next_attempt_at } = await row()
    expect(server.received).toEqual([])
    expect(next_attempt_at).toEqual(later(clock(), 10 * second))

    clock.forward(10 * second)
    await outbox.drain()
    await outbox.stop()
    expect(server.received.map((mail) => mail.messageId)).toEqual([`<${id}@portale.example>`])
    expect(await row()).toMatchObject({ content: null, last_error: null, attempts: 2 })
  })

  test('to a server that is down is tried for a day and then given up', async () => {
    await server.close()
    const { outbox } = bySmtp()
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    const waits: number[] = []
    for (let now = clock(); (await row()).failed_at === null; now = clock()) {
      await outbox.drain()
      const { next_attempt_at } = await row()
      waits.push(next_attempt_at.getTime() - now.getTime())
      clock.set(next_attempt_at)
    }
    await outbox.stop()
    expect(waits.slice(0, 4)).toEqual([10, 20, 40, 80].map((seconds) => seconds * second))
    expect(Math.max(...waits)).toBe(hour)
    const { created_at, failed_at, content, last_error } = await row()
    expect(failed_at).toEqual(later(created_at, 24 * hour))
    expect(content).toBeNull()
    expect(last_error).toContain('ECONNREFUSED')
  })

  test('because the mailbox is unknown is given up at once, without its address', async () => {
    const { outbox, logged } = bySmtp()
    server.refuse(550, '5.1.1 <giulia@rossi.example> is unknown here')
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await outbox.drain()
    await outbox.stop()
    expect(await row()).toMatchObject({
      failed_at: clock(),
      content: null,
      attempts: 1,
      last_error: 'EENVELOPE RCPT TO 550 5.1.1',
    })
    expect(logged.join()).not.toContain('giulia@')
  })

  test('because our own password is wrong waits for somebody to mend it', async () => {
    const guarded = await startMailServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, answer) => answer(new Error('no')),
    })
    const { outbox, logged } = anOutbox(cellar, clock, {
      smtpUrl: `smtp://portale:segreto@127.0.0.1:${guarded.port}`,
    })
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await outbox.drain()
    await outbox.stop()
    await guarded.close()
    const { failed_at, last_error } = await row()
    expect(failed_at).toBeNull()
    expect(last_error).toMatch(/^EAUTH AUTH PLAIN 535/)
    expect(logged.join() + last_error).not.toContain('segreto')
  })

  test('to a server with a self-made certificate is not shown to it', async () => {
    const guarded = await startMailServer({ secure: true })
    const { outbox } = anOutbox(cellar, clock, { smtpUrl: `smtps://127.0.0.1:${guarded.port}` })
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await outbox.drain()
    await outbox.stop()
    await guarded.close()
    expect(guarded.received).toEqual([])
    expect(await row()).toMatchObject({ sent_at: null, failed_at: null })
  })

  test('by SMS where there is no way out is given up', async () => {
    const { outbox } = bySmtp()
    expect([outbox.reaches('email'), outbox.reaches('sms')]).toEqual([true, false])
    const letter = {
      name: 'credentials-secret',
      facts: { temporaryPassword: 'AAAA-BBBB-CCCC-DDDD' },
    } as const
    await cellar.asService((trx) => outbox.queue(trx, reset({ to: '+393475550182', letter })))
    await outbox.drain()
    await outbox.stop()
    expect(await row()).toMatchObject({
      channel: 'sms',
      failed_at: clock(),
      content: null,
      last_error: 'no way out for sms',
    })
  })
})

describe('several processes', () => {
  test('never send a letter twice', async () => {
    const processes = [bySmtp(), bySmtp(), bySmtp()]
    const addresses = Array.from({ length: 40 }, (_, i) => `persona${i}@rossi.example`)
    await cellar.asService(async (trx) => {
      for (const to of addresses) await processes[0]?.outbox.queue(trx, reset({ to }))
    })
    await Promise.all(processes.map(({ outbox }) => outbox.drain()))
    await Promise.all(processes.map(({ outbox }) => outbox.stop()))
    const sentTo = server.received.flatMap(({ to }) => (to && 'value' in to ? to.value.map((x) => x.address) : []))
    expect(sentTo.toSorted()).toEqual(addresses.toSorted())
  })

  test('a letter in hand when its process died goes when the lease ends', async () => {
    const { outbox } = bySmtp()
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await cellar.asService((trx) => claimDue(trx, 'email', clock(), later(clock(), minute), 5))

    clock.forward(59 * second)
    await outbox.drain()
    expect(server.received).toEqual([])

    clock.forward(second)
    await outbox.drain()
    await outbox.stop()
    expect(server.received).toHaveLength(1)
  })
})

describe('a started outbox', () => {
  test('sends as soon as the transaction is committed', async () => {
    const { outbox } = bySmtp()
    outbox.start()
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await vi.waitFor(() => expect(server.received).toHaveLength(1), 15_000)
    await outbox.stop()
  })

  test('goes on while one recipient’s server stalls', async () => {
    const sentTo: string[] = []
    const stalled = Promise.withResolvers<void>()
    const { outbox } = anOutbox(cellar, clock, {
      sender: {
        reaches: () => true,
        async send({ to }) {
          if (to === 'lento@rossi.example') await stalled.promise
          sentTo.push(to)
        },
        async close() {},
      },
    })
    outbox.start()
    await cellar.asService((trx) => outbox.queue(trx, reset({ to: 'lento@rossi.example' })))
    for (const to of ['anna@rossi.example', 'bruno@rossi.example']) {
      await cellar.asService((trx) => outbox.queue(trx, reset({ to })))
      await vi.waitFor(() => expect(sentTo).toContain(to), 15_000)
    }
    stalled.resolve()
    await outbox.stop()
    expect(sentTo).toEqual(['anna@rossi.example', 'bruno@rossi.example', 'lento@rossi.example'])
  })

  test('ends after the letter in hand, and leaves the rest', async () => {
    let arrived = false
    let sent = 0
    const { outbox } = anOutbox(cellar, clock, {
      sender: {
        reaches: () => true,
        async send() {
          arrived = true
          await setTimeout(50)
          sent += 1
        },
        async close() {},
      },
    })
    outbox.start()
    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await vi.waitFor(() => expect(arrived).toBe(true), 15_000)
    await outbox.stop()
    expect(sent).toBe(1)
    expect(await row()).toMatchObject({ content: null, sent_at: clock() })

    await cellar.asService((trx) => outbox.queue(trx, reset()))
    await setTimeout(50)
    expect(sent).toBe(1)
  })
})
