import { randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import {
  headerOf,
  headersOf,
  isRequest,
  parameter,
  readSip,
  type SipHeaders,
  type SipRequest,
  type SipResponse,
  writeSip,
} from './sip-message.ts'

/** SIP transactions over UDP (RFC 3261, section 17): what is lost is sent again, what comes twice is answered once. */

/** RFC 3261, table 4. Milliseconds. */
const t1 = 500
const t2 = 4000
const lifetime = 64 * t1

export type Place = { readonly host: string; readonly port: number }

/** A request that came; `respond` may be called several times, the last time with a final status. */
export type ServerTransaction = {
  readonly request: SipRequest
  readonly from: Place
  respond(status: number, reason: string, headers?: SipHeaders, body?: string): void
  /** The last response once more. */
  again(): void
  /** Our To header with its tag: one side of the dialog that a 2xx opens. */
  readonly to: string
}

export type TransactionUser = {
  onRequest(transaction: ServerTransaction): void
  /** The request that a CANCEL is about was not answered finally yet. */
  onCancel(invite: ServerTransaction): void
  /** For a 2xx, which has no transaction of its own (13.3.1.4). */
  onAck(ack: SipRequest): void
  /** A 2xx that came again, because our ACK was lost (13.2.2.4). */
  onAnswerAgain(answer: SipResponse): void
}

export type Transactions = {
  readonly place: Place
  /** Sends a request with a Via of ours; `onResponse` hears every response, a made-up 408 if none comes. */
  request(to: Place, request: SipRequest, onResponse: (response: SipResponse) => void): ClientTransaction
  /** Without a transaction: the ACK of a 2xx. */
  send(to: Place, request: SipRequest): void
  newBranch(): string
  close(): void
}

export type ClientTransaction = { cancel(): void }

type Served = { transaction: ServerTransaction; final: boolean; last: string | undefined; stop(): void }
type Asked = { hear(response: SipResponse): void; stop(): void }

export async function openTransactions(place: Place, user: TransactionUser): Promise<Transactions> {
  const socket = await bound(place)
  const served = new Map<string, Served>()
  const asked = new Map<string, Asked>()
  const timers = new Set<NodeJS.Timeout>()

  const after = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
    return () => {
      timers.delete(timer)
      clearTimeout(timer)
    }
  }

  /** Sends now and again at growing distances, until stopped or given up. */
  function insist(send: () => void, most: number, givenUp: () => void): () => void {
    let [stopped, distance] = [false, t1]
    let stopNext = () => {}
    const again = () => {
      if (stopped) return
      send()
      stopNext = after(distance, again)
      distance = Math.min(2 * distance, most)
    }
    again()
    const stopEnd = after(lifetime, () => {
      if (!stopped) givenUp()
      stopped = true
    })
    return () => {
      stopped = true
      stopNext()
      stopEnd()
    }
  }

  const transmit = (text: string, to: Place) => socket.send(text, to.port, to.host, () => undefined)

  socket.on('message', (bytes, { address, port }) => {
    const message = readSip(bytes.toString())
    if (message === undefined) return
    const via = headerOf(message, 'Via')
    if (isRequest(message)) {
      take(message, { host: address, port })
      return
    }
    const response = message
    const key = `${parameter(via, 'branch')} ${headerOf(response, 'CSeq').split(' ')[1]}`
    const transaction = asked.get(key)
    if (transaction) transaction.hear(response)
    else if (response.status >= 200 && response.status < 300 && key.endsWith('INVITE')) user.onAnswerAgain(response)
  })

  function take(request: SipRequest, from: Place): void {
    const via = headerOf(request, 'Via')
    const branch = `${parameter(via, 'branch')} ${via.split(/[\s;]/)[1]}`
    const method = request.method === 'ACK' ? 'INVITE' : request.method
    const known = served.get(`${branch} ${method}`)
    if (request.method === 'ACK') {
      if (known?.final) known.stop()
      else user.onAck(request)
      return
    }
    if (known) {
      if (known.last !== undefined) transmit(known.last, from)
      return
    }
    const transaction = serve(request, from, `${branch} ${method}`)
    if (request.method !== 'CANCEL') {
      user.onRequest(transaction)
      return
    }
    const invite = served.get(`${branch} INVITE`)
    transaction.respond(invite ? 200 : 481, invite ? 'OK' : 'Call/Transaction Does Not Exist')
    if (invite && !invite.final) user.onCancel(invite.transaction)
  }

  function serve(request: SipRequest, from: Place, key: string): ServerTransaction {
    const [top = '', ...further] = headersOf(request, 'Via')
    // RFC 3581: the answer goes where the question came from.
    const seen = `${top.replace(/;rport(?=;|$)/i, `;rport=${from.port}`)};received=${from.host}`
    const copied: SipHeaders = [
      ...[seen, ...further].map((value) => ['Via', value] as const),
      ...headersOf(request, 'Record-Route').map((value) => ['Record-Route', value] as const),
      ['From', headerOf(request, 'From')],
      ['Call-ID', headerOf(request, 'Call-ID')],
      ['CSeq', headerOf(request, 'CSeq')],
    ]
    const tag = randomBytes(6).toString('hex')
    const toHeader = headerOf(request, 'To')
    const to = parameter(toHeader, 'tag') ? toHeader : `${toHeader};tag=${tag}`
    const entry: Served = {
      final: false,
      last: undefined,
      stop: () => {},
      transaction: {
        request,
        from,
        to,
        again: () => {
          if (entry.last !== undefined) transmit(entry.last, from)
        },
        respond(status, reason, headers = [], body = '') {
          if (entry.final) return
          const text = writeSip({
            status,
            reason,
            headers: [...copied, ['To', status === 100 ? toHeader : to], ...headers],
            body,
          })
          entry.last = text
          entry.final = status >= 200
          // Refusals of a call are repeated until the ACK (17.2.1); of a 2xx the dialog takes care.
          if (entry.final && request.method === 'INVITE' && status >= 300)
            entry.stop = insist(
              () => transmit(text, from),
              t2,
              () => undefined,
            )
          else transmit(text, from)
          if (entry.final) after(lifetime, () => served.delete(key))
        },
      },
    }
    served.set(key, entry)
    return entry.transaction
  }

  const newBranch = () => `z9hG4bK${randomBytes(10).toString('hex')}`
  const sentBy = `${isIPv6(place.host) ? `[${place.host}]` : place.host}:${place.port}`
  const withVia = (request: SipRequest, branch: string): SipRequest => ({
    ...request,
    headers: [['Via', `SIP/2.0/UDP ${sentBy};rport;branch=${branch}`], ...request.headers],
  })

  return {
    place,
    newBranch,
    send: (to, request) => transmit(writeSip(withVia(request, newBranch())), to),
    request(to, request, onResponse) {
      const branch = newBranch()
      const whole = withVia(request, branch)
      const [text, isInvite] = [writeSip(whole), request.method === 'INVITE']
      const key = `${branch} ${request.method}`
      const stop = insist(
        () => transmit(text, to),
        isInvite ? lifetime : t2,
        () => end({ status: 408, reason: 'Request Timeout', headers: whole.headers, body: '' }),
      )
      let [answered, heard, cancelled] = [false, false, false]
      const end = (response: SipResponse) => {
        if (!answered) onResponse(response)
        answered = true
        // A refusal that comes again is acknowledged again for a while.
        after(lifetime, () => asked.delete(key))
      }
      const sendCancel = () => {
        const headers = whole.headers
          .filter(([name]) => /^(via|from|to|call-id|route|max-forwards)$/i.test(name))
          .concat([['CSeq', headerOf(whole, 'CSeq').replace(/ .*/, ' CANCEL')]])
        const repeat = insist(
          () => transmit(writeSip({ ...whole, method: 'CANCEL', headers, body: '' }), to),
          t2,
          () => asked.delete(`${branch} CANCEL`),
        )
        asked.set(`${branch} CANCEL`, { hear: repeat, stop: repeat })
      }
      asked.set(key, {
        stop,
        hear(response) {
          stop()
          heard = true
          if (response.status < 200) {
            // CANCEL waits for the first sign of life (9.1).
            if (cancelled && !answered) sendCancel()
            cancelled = false
            if (!answered) onResponse(response)
            return
          }
          if (isInvite && response.status >= 300) transmit(writeSip(ackOf(whole, response)), to)
          if (isInvite && response.status < 300) {
            // From here on each 2xx is the dialog's affair.
            asked.delete(key)
            if (!answered) onResponse(response)
            answered = true
            return
          }
          end(response)
        },
      })
      return {
        cancel() {
          if (answered) return
          if (heard) sendCancel()
          else cancelled = true
        },
      }
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
      socket.close()
    },
  }
}

/** For a refusal: same branch, same Via (17.1.1.3). */
function ackOf(invite: SipRequest, refusal: SipResponse): SipRequest {
  const copied = invite.headers.filter(([name]) => /^(via|from|call-id|route|max-forwards)$/i.test(name))
  return {
    method: 'ACK',
    uri: invite.uri,
    headers: [...copied, ['To', headerOf(refusal, 'To')], ['CSeq', headerOf(invite, 'CSeq').replace('INVITE', 'ACK')]],
    body: '',
  }
}

async function bound(place: Place): Promise<Socket> {
  const socket = createSocket({ type: isIPv6(place.host) ? 'udp6' : 'udp4' })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(place.port, place.host, resolve)
  })
  socket.removeAllListeners('error')
  socket.on('error', () => undefined)
  return socket
}
