import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'

/**
 * Whether Kamailio's workers answer: OPTIONS over UDP (RFC 3261 11), in the same queue as everybody's calls.
 * @param name known to us alone; it is answered also while a flood from this machine's address is dropped
 */
export function sipAnswers(address: string, port: number, name: string): Promise<boolean> {
  const host = address.includes(':') ? `[${address}]` : address
  const branch = `z9hG4bK${randomBytes(8).toString('hex')}`
  return exchange(address, port, (own) =>
    [
      `OPTIONS sip:${name}@${host}:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${host}:${own};branch=${branch};rport`,
      `From: <sip:health@${host}>;tag=${branch.slice(-8)}`,
      `To: <sip:health@${host}>`,
      `Call-ID: ${branch}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 1',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  )
}

/** Whether rtpengine answers: `ping` of its ng protocol, a cookie and a bencoded dictionary. */
export const relayAnswers = (port: number): Promise<boolean> =>
  exchange('127.0.0.1', port, () => `${randomBytes(6).toString('hex')} d7:command4:pinge`)

function exchange(address: string, port: number, question: (ownPort: number) => string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    const done = (answered: boolean) => {
      clearTimeout(late)
      socket.close()
      resolve(answered)
    }
    const late = setTimeout(() => done(false), 500)
    socket.once('message', () => done(true))
    socket.once('error', () => done(false))
    socket.bind({ address }, () => {
      socket.send(question(socket.address().port), port, address, (error) => {
        if (error) done(false)
      })
    })
  })
}
