import { createHash, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createConnection } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** SIP as it goes over the wire, for tests of what a polite library would never send. */
export type RawSip = {
  /** The first final answer to it, or undefined when nothing came in time. */
  ask(text: string, within?: number): Promise<string | undefined>
  send(text: string): void
  /** Everything that comes, until the returned function is called. */
  listen(hearer: (text: string) => void): () => void
  /** Where answers are to be sent, for Via and Contact. */
  readonly via: string
  readonly contact: string
  close(): void
}

export type Transport = 'udp' | 'tcp' | 'tls'

export async function openRawSip(transport: Transport, address: string, port: number): Promise<RawSip> {
  const hearers = new Set<(text: string) => void>()
  const hear = (piece: Buffer) => {
    for (const hearer of hearers) hearer(piece.toString())
  }
  const host = address.includes(':') ? `[${address}]` : address
  const { send, close, own } = await (transport === 'udp'
    ? overUdp(address, port, hear)
    : overStream(transport, address, port, hear))
  return {
    via: `SIP/2.0/${transport.toUpperCase()} ${host}:${own};rport`,
    contact: `sip:raw@${host}:${own};transport=${transport}`,
    send,
    close,
    listen(hearer) {
      hearers.add(hearer)
      return () => hearers.delete(hearer)
    },
    ask(text, within = 3_000) {
      return new Promise((resolve) => {
        const done = (answer: string | undefined) => {
          clearTimeout(late)
          hearers.delete(hearer)
          resolve(answer)
        }
        const hearer = (answer: string) => {
          if (/^SIP\/2\.0 [2-6]/m.test(answer)) done(answer)
        }
        const late = setTimeout(() => done(undefined), within)
        hearers.add(hearer)
        send(text)
      })
    },
  }
}

async function overUdp(address: string, port: number, hear: (piece: Buffer) => void) {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', hear)
  await new Promise<void>((resolve) => socket.bind({ address }, resolve))
  return {
    own: socket.address().port,
    send: (text: string) => socket.send(text, port, address),
    close: () => void socket.close(),
  }
}

async function overStream(transport: 'tcp' | 'tls', host: string, port: number, hear: (piece: Buffer) => void) {
  const socket =
    transport === 'tls' ? connectTls({ host, port, rejectUnauthorized: false }) : createConnection({ host, port })
  await new Promise<void>((resolve, reject) => {
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => resolve())
    socket.once('error', reject)
  })
  socket.on('data', hear)
  return {
    own: socket.localPort ?? 0,
    send: (text: string) => void socket.write(text),
    close: () => void socket.destroy(),
  }
}

export type RawRequest = {
  readonly method?: string
  readonly uri?: string
  readonly from: string
  readonly to?: string
  readonly callId?: string
  readonly sequence?: number
  readonly headers?: readonly string[]
  readonly body?: string
}

export function rawRequest(sip: RawSip, asked: RawRequest): string {
  const { method = 'REGISTER', from, to = from, headers = [], body = '', sequence = 1 } = asked
  const domain = from.split('@')[1] ?? ''
  const agent = headers.some((header) => header.startsWith('User-Agent')) ? [] : ['User-Agent: raw']
  return [
    `${method} ${asked.uri ?? `sip:${domain}`} SIP/2.0`,
    `Via: ${sip.via};branch=z9hG4bK${randomBytes(8).toString('hex')}`,
    `From: <sip:${from}>;tag=${randomBytes(4).toString('hex')}`,
    `To: <sip:${to}>`,
    `Call-ID: ${asked.callId ?? randomBytes(8).toString('hex')}`,
    `CSeq: ${sequence} ${method}`,
    'Max-Forwards: 70',
    `Contact: <${sip.contact}>`,
    ...agent,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** The answer to a challenge (RFC 2617 3.2.2). */
export function proofFor(
  challenge: string,
  who: { user: string; secret: string; method: string; uri: string },
): string {
  const of = (name: string) => new RegExp(`${name}="?([^",\\r\\n]+)`).exec(challenge)?.[1] ?? ''
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const [realm, nonce, cnonce] = [of('realm'), of('nonce'), randomBytes(4).toString('hex')]
  const ha1 = md5(`${who.user}:${realm}:${who.secret}`)
  const response = md5(`${ha1}:${nonce}:00000001:${cnonce}:auth:${md5(`${who.method}:${who.uri}`)}`)
  const name = /^Proxy-Authenticate/im.test(challenge) ? 'Proxy-Authorization' : 'Authorization'
  return `${name}: Digest username="${who.user}", realm="${realm}", nonce="${nonce}", uri="${who.uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="${cnonce}"`
}

export const statusOf = (answer: string | undefined): number | undefined =>
  answer === undefined ? undefined : Number(/^SIP\/2\.0 (\d{3})/m.exec(answer)?.[1])

/** Both requests of a registration. */
export async function rawRegister(sip: RawSip, from: string, secret: string): Promise<string | undefined> {
  const [user = '', domain = ''] = from.split('@')
  const callId = randomBytes(8).toString('hex')
  const challenge = await sip.ask(rawRequest(sip, { from, callId }))
  const proof = proofFor(challenge ?? '', { user, secret, method: 'REGISTER', uri: `sip:${domain}` })
  return sip.ask(rawRequest(sip, { from, callId, sequence: 2, headers: [proof, 'Expires: 300'] }))
}
