import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import smpp, { type PDU, type Session } from 'smpp'
import { readGsm } from '#domain/text-messages/split-text.ts'

/** What the gateway does with a submit: takes it, refuses it with a status, says nothing, or hangs up. */
export type Behaviour = 'take' | 'silent' | 'hang-up' | { readonly status: number }

export type Submitted = { readonly id: string; readonly pdu: PDU; readonly to: string; readonly text: string }

/** A real SMPP server on this machine, with the faults that a test asks for. */
export type TextGateway = {
  readonly port: number
  /** What it took, piece by piece. */
  readonly taken: Submitted[]
  /** Everything that was handed over, also what was refused or never answered. */
  readonly handed: Submitted[]
  readonly binds: PDU[]
  /** What it does with the next submits, one after the other; then it takes them. */
  next(...behaviours: Behaviour[]): void
  /** Sends a receipt to whoever is bound; resolves with the status it was acknowledged with. */
  receipt(of: Submitted, word: string, more?: Record<string, unknown>): Promise<number>
  /** Answers what it left unanswered. */
  answerLate(): void
  /** Breaks every connection. */
  hangUp(): void
  /** message_state that it tells of an id when asked. */
  readonly states: Map<string, number>
  answersLinkTests: boolean
  close(): Promise<void>
}

export async function startTextGateway(
  options: { password?: string; receiptFirst?: boolean; tls?: { key: string; cert: string } } = {},
): Promise<TextGateway> {
  const taken: Submitted[] = []
  const handed: Submitted[] = []
  const binds: PDU[] = []
  const behaviours: Behaviour[] = []
  const late: (() => void)[] = []
  const states = new Map<string, number>()
  const sessions = new Set<Session>()
  let bound: Session | undefined

  const server = smpp.createServer(options.tls ?? {}, (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => session.destroy())
    session.on('bind_transceiver', (pdu: PDU) => {
      binds.push(pdu)
      const right = pdu.password === (options.password ?? 'segreto')
      session.send(pdu.response(right ? { system_id: 'centro' } : { command_status: 0x0e }))
      if (right) bound = session
    })
    session.on('enquire_link', (pdu: PDU) => gateway.answersLinkTests && session.send(pdu.response()))
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('query_sm', (pdu: PDU) => {
      const state = states.get(pdu.message_id ?? '')
      session.send(
        pdu.response(
          state === undefined ? { command_status: 0x67 } : { message_id: pdu.message_id ?? '', message_state: state },
        ),
      )
    })
    session.on('submit_sm', (pdu: PDU) => {
      const message = { id: `gw-${handed.length + 1}`, pdu, to: pdu.destination_addr ?? '', text: textOf(pdu) }
      handed.push(message)
      const answer = () => {
        taken.push(message)
        session.send(pdu.response({ message_id: message.id }))
      }
      const behaviour = behaviours.shift() ?? 'take'
      if (behaviour === 'hang-up') session.destroy()
      else if (behaviour === 'silent') late.push(answer)
      else if (typeof behaviour === 'object') session.send(pdu.response({ command_status: behaviour.status }))
      else if (options.receiptFirst) void gateway.receipt(message, 'DELIVRD').then(answer)
      else answer()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const gateway: TextGateway = {
    port: (server.address() as AddressInfo).port,
    taken,
    handed,
    binds,
    states,
    answersLinkTests: true,
    next: (...more) => void behaviours.push(...more),
    receipt: ({ id, to }, word, more = {}) =>
      new Promise((resolve, reject) => {
        const text = `id:${id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:${word} err:000 text:`
        const fields = { source_addr: to, destination_addr: '1928', esm_class: 4, data_coding: 0, short_message: text }
        const written = bound?.send(new smpp.PDU('deliver_sm', { ...fields, ...more }), (pdu) =>
          resolve(pdu.command_status),
        )
        if (!written) reject(new Error('nobody is bound'))
      }),
    answerLate: () => {
      for (const answer of late.splice(0)) answer()
    },
    hangUp: () => {
      for (const session of sessions) session.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        gateway.hangUp()
      }),
  }
  return gateway
}

/** The words of a piece, whatever its alphabet and with or without a header. */
function textOf({ short_message: message, message_payload: payload, data_coding: coding }: PDU): string {
  const body = payload || message
  const words = typeof body === 'object' && !Buffer.isBuffer(body) ? body.message : (body ?? '')
  // The library reads data_coding 0 as Latin 1, a byte a letter: the bytes are the septets.
  return coding === 8 || typeof words !== 'string' ? String(words) : readGsm(Buffer.from(words, 'latin1'))
}
