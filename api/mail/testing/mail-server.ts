import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A real SMTP server on this machine that keeps what it receives and refuses what it is told to. */
export type MailServer = {
  readonly url: string
  readonly port: number
  readonly received: ParsedMail[]
  /** The next recipient is answered with this reply instead of 250. */
  refuse(code: number, words: string): void
  close(): Promise<void>
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ParsedMail[] = []
  const refusals: Error[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    // The test's own name server is nobody's business.
    disableReverseLookup: true,
    onRcptTo: (_address, _session, answer) => answer(refusals.shift()),
    async onData(stream, _session, answer) {
      received.push(await simpleParser(stream))
      answer()
    },
    ...options,
  })
  // Refused handshakes are part of some tests.
  server.on('error', () => undefined)
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    refuse: (code, words) => refusals.push(Object.assign(new Error(words), { responseCode: code })),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
