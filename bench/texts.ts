import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Pool } from 'pg'
import smpp, { type PDU, type Session } from 'smpp'
import { startThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { seed, startProduct } from './product.ts'
import { note } from './report.ts'

/**
 * Queued text messages, 10,000 of them, at the rate the gateway allows, the portal killed with -9 twice on the way (issue 4, 4).
 * The gateway counts what it is handed, refuses what comes too fast, and sends a receipt for each it took.
 */

/** `BENCH_TEXTS` queues fewer. */
const messages = Number(process.env.BENCH_TEXTS ?? 10_000)
const rate = 50
const kills = [messages * 0.3, messages * 0.6]

export async function benchTexts(): Promise<void> {
  const gateway = await startGateway()
  const postgres = await startThrowawayPostgres({ durable: true })
  const directory = await mkdtemp(join(tmpdir(), 'osw-bench-'))
  const env = {
    DATABASE_URL: postgres.url,
    DATA_DIR: directory,
    SMS_URL: `smpp://banco:prova@127.0.0.1:${gateway.port}`,
    SMS_FROM: 'Centralino',
    SMS_RATE: String(rate),
    SMS_WINDOW: '20',
  }
  const pool = new Pool({ connectionString: postgres.url, max: 1 })
  try {
    await seed(env, 1, 10)
    await pool.query(
      `insert into outbox_message (id, channel, recipient, letter, content, created_at, next_attempt_at)
       select gen_random_uuid(), 'sms', '+39388' || lpad(i::text, 7, '0'), 'credentials-secret',
         jsonb_build_object('subject', '', 'text', 'messaggio ' || i, 'html', null), now(), now()
       from generate_series(1, $1) i`,
      [messages],
    )
    let product = await startProduct(env)
    const began = performance.now()
    let away = 0
    for (const at of kills) {
      while (gateway.taken.length < at) await setTimeout(10)
      process.kill(product.pid, 'SIGKILL')
      const killed = performance.now()
      const before = gateway.taken.length
      product = await startProduct(env)
      while (gateway.taken.length === before) await setTimeout(10)
      away += performance.now() - killed
    }
    const count = async () =>
      (
        await pool.query(
          `select count(sent_at)::int sent, count(delivered_at)::int delivered, count(failed_at)::int failed,
             count(perhaps_at)::int perhaps, count(*) filter (where sent_at is null and failed_at is null and perhaps_at is null)::int waiting
           from outbox_message where channel = 'sms' and recipient like '+39388%'`,
        )
      ).rows[0] as { sent: number; delivered: number; failed: number; perhaps: number; waiting: number }
    let state = await count()
    while (state.waiting > 0) {
      await setTimeout(200)
      state = await count()
    }
    const took = (gateway.lastAt - began - away) / 1000
    // As long as receipts come in.
    for (let patience = 60; state.delivered + state.perhaps < messages && patience > 0; patience -= 1) {
      await setTimeout(1_000)
      const { delivered } = state
      state = await count()
      if (state.delivered > delivered) patience = 60
    }
    await product.stop()
    const texts = new Set(gateway.taken)
    const perSecond = Math.round((gateway.taken.length / took) * 10) / 10
    note(
      'text messages handed over twice, two kill -9 on the way',
      `${gateway.taken.length - texts.size}`,
      '0',
      gateway.taken.length === texts.size,
    )
    note(
      'at the gateway’s rate, while the portal was there',
      `${perSecond}/s of ${rate}/s`,
      `>= ${rate * 0.9}/s`,
      perSecond >= rate * 0.9,
    )
    note(
      'refused by the gateway as too fast, and handed over again later',
      `${gateway.tooFast()} of ${messages}`,
      '<= 1 in 1,000',
      gateway.tooFast() <= messages / 1_000,
    )
    const known = state.delivered + state.perhaps
    note(
      'delivered, and shown as perhaps sent',
      `${state.delivered} and ${state.perhaps} of ${messages}, ${state.failed} failed, ${state.sent - state.delivered} without a receipt`,
      'every one is one or the other',
      known === messages && texts.size >= state.delivered,
    )
  } finally {
    await pool.end()
    await postgres.stop()
    await gateway.close()
    await rm(directory, { recursive: true, force: true })
  }
}

async function startGateway() {
  const taken: string[] = []
  const recent: number[] = []
  const sessions = new Set<Session>()
  let refused = 0
  let lastAt = 0
  const server = smpp.createServer({}, (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => session.destroy())
    session.on('bind_transceiver', (pdu: PDU) => session.send(pdu.response()))
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()))
    session.on('query_sm', (pdu: PDU) => session.send(pdu.response({ command_status: 0x67 })))
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('submit_sm', (pdu: PDU) => void take(session, pdu))
  })

  /** Answers after a moment, as over a network, so that a kill finds messages on their way. */
  async function take(session: Session, pdu: PDU): Promise<void> {
    const now = performance.now()
    while (recent[0] !== undefined && recent[0] < now - 1000) recent.shift()
    // A twentieth more than agreed is let pass.
    if (recent.length >= rate * 1.05) {
      refused += 1
      session.send(pdu.response({ command_status: 0x58 }))
      return
    }
    recent.push(now)
    lastAt = now
    const body = pdu.short_message
    taken.push(typeof body === 'object' && !Buffer.isBuffer(body) ? String(body.message) : String(body))
    const id = `b${taken.length}`
    await setTimeout(20)
    session.send(pdu.response({ message_id: id }))
    await setTimeout(100)
    receipt({ ...pdu, id })
  }

  /** To whoever is bound, until somebody takes it, as gateways do. */
  function receipt(about: { id: string; destination_addr?: string; user_message_reference?: number }): void {
    const [session] = sessions
    const fields = {
      source_addr: about.destination_addr ?? '',
      destination_addr: 'Centralino',
      esm_class: 4,
      data_coding: 0,
      short_message: `id:${about.id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:DELIVRD err:000 text:`,
      ...(about.user_message_reference === undefined ? {} : { user_message_reference: about.user_message_reference }),
    }
    let acknowledged = false
    session?.send(new smpp.PDU('deliver_sm', fields), (pdu) => {
      acknowledged = pdu.command_status === 0
    })
    globalThis.setTimeout(() => acknowledged || receipt(about), 1_000).unref()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    tooFast: () => refused,
    get lastAt() {
      return lastAt
    },
    async close() {
      for (const session of sessions) session.destroy()
      server.close()
    },
  }
}
