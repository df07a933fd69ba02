import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import smpp, { type PDU, type Session } from 'smpp'

/** An operator's message centre: takes every text message and tells what became of it when the story says so. */
export type TextGateway = {
  /** For `SMS_URL`. */
  readonly url: string
  readonly taken: { id: string; to: string; text: string }[]
  /** A receipt for the last message: DELIVRD, EXPIRED, … (SMPP 3.4 Appendix B). */
  tell(word: string): Promise<void>
  close(): Promise<void>
}

export async function openTextGateway(): Promise<TextGateway> {
  const taken: TextGateway['taken'] = []
  let bound: Session | undefined
  const server = smpp.createServer({}, (session) => {
    session.on('error', () => session.destroy())
    session.on('bind_transceiver', (pdu: PDU) => {
      bound = session
      session.send(pdu.response())
    })
    for (const command of ['enquire_link', 'unbind']) {
      session.on(command, (pdu: PDU) => {
        session.send(pdu.response())
      })
    }
    session.on('submit_sm', (pdu: PDU) => {
      const body = pdu.short_message
      const words = typeof body === 'object' && !Buffer.isBuffer(body) ? body.message : (body ?? '')
      const message = { id: `op-${taken.length + 1}`, to: pdu.destination_addr ?? '', text: String(words) }
      taken.push(message)
      session.send(pdu.response({ message_id: message.id }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smpp://portale:segreto@127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    tell: (word) =>
      new Promise((resolve, reject) => {
        const { id = '', to = '' } = taken.at(-1) ?? {}
        const text = `id:${id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:${word} err:000 text:`
        const fields = {
          source_addr: to,
          destination_addr: 'Centralino',
          esm_class: 4,
          data_coding: 0,
          short_message: text,
        }
        const written = bound?.send(new smpp.PDU('deliver_sm', fields), () => resolve())
        if (!written) reject(new Error('nobody is bound'))
      }),
    close: async () => {
      for (const session of server.sessions) session.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
