import { randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { AudioStream } from '../rtp/audio-stream.ts'
import { AudioDescription, type SoundPlace } from '../sip-user-agent/audio-description.ts'
import {
  headerOf,
  headersOf,
  parameter,
  placeIn,
  type SipHeaders,
  type SipRequest,
  type SipResponse,
  uriIn,
  userIn,
} from './sip-message.ts'
import { openTransactions, type Place, type ServerTransaction, type Transactions } from './transactions.ts'

/**
 * A SIP peer as an operator has it at the other end of a trunk: known by its address, nobody registers. Written for the
 * demo and the tests, because SIP.js speaks WebSocket only; kept to what calls need (RFC 3261, sections 12 to 15).
 */

/** A call that rings here. */
export type RingingCall = {
  /** What was dialled. */
  readonly dialled: string
  /** Number the trunk asserts, else the one claimed; null when withheld. */
  readonly caller: string | null
  readonly headers: SipHeaders
  /** Aborted when the caller gives up. */
  readonly cancelled: AbortSignal
  ring(): void
  answer(): Promise<TalkingCall>
  refuse(status: number, reason: string): void
}

export type TalkingCall = {
  readonly stream: AudioStream
  /** Resolves when either side has hung up. */
  readonly ended: Promise<void>
  readonly over: boolean
  hangUp(): void
}

export type OutgoingCall = {
  readonly to: string
  readonly from: string
  readonly name?: string
  readonly withheld?: boolean
  readonly headers?: SipHeaders
  readonly onRinging?: () => void
  /** Gives up when aborted. */
  readonly signal?: AbortSignal
}

export type Endpoint = {
  readonly place: Place
  call(call: OutgoingCall): Promise<TalkingCall>
  close(): void
}

/** Why a call of ours was not answered. */
export class CallRefused extends Error {
  readonly status: number
  constructor(status: number, reason: string) {
    super(`${status} ${reason}`)
    this.status = status
  }
}

export type EndpointSettings = {
  readonly place: Place
  /** Where our own calls go. */
  readonly trunk: Place
  readonly sound: SoundPlace
  readonly onCall: (call: RingingCall) => void
}

const allow: SipHeaders = [['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO']]

/** One side of RFC 3261's dialog, section 12. */
type Dialog = {
  readonly callId: string
  readonly local: string
  readonly remote: string
  readonly routes: readonly string[]
  target: string
  sequence: number
  /** For a 2xx of ours that must be repeated until it is acknowledged. */
  acknowledged: () => void
  /** The ACK we sent, to be sent again. */
  acknowledge: () => void
  readonly description: AudioDescription
  readonly talking: TalkingCall
  end(): void
}

export async function openEndpoint(settings: EndpointSettings): Promise<Endpoint> {
  const dialogs = new Map<string, Dialog>()
  const ringing = new Map<ServerTransaction, () => void>()
  const { host, port } = settings.place
  const contact = `<sip:outside@${isIPv6(host) ? `[${host}]` : host}:${port}>`
  const keyOf = (callId: string, localTag: string | undefined) => `${callId} ${localTag}`

  const transactions: Transactions = await openTransactions(settings.place, {
    onRequest: (transaction) => {
      const { request } = transaction
      const dialog = dialogs.get(keyOf(headerOf(request, 'Call-ID'), parameter(headerOf(request, 'To'), 'tag')))
      if (parameter(headerOf(request, 'To'), 'tag')) return inside(transaction, dialog)
      if (request.method === 'INVITE') return ringUp(transaction)
      if (request.method === 'OPTIONS') return transaction.respond(200, 'OK', allow)
      transaction.respond(405, 'Method Not Allowed', allow)
    },
    onCancel: (invite) => {
      ringing.get(invite)?.()
      invite.respond(487, 'Request Terminated')
    },
    onAck: (ack) => {
      const dialog = dialogs.get(keyOf(headerOf(ack, 'Call-ID'), parameter(headerOf(ack, 'To'), 'tag')))
      dialog?.acknowledged()
      // The answer to an offer that we had to make, because the INVITE brought none.
      if (ack.body) dialog?.description.setDescription(ack.body).catch(() => dialog.talking.hangUp())
    },
    onAnswerAgain: (answer) =>
      dialogs.get(keyOf(headerOf(answer, 'Call-ID'), parameter(headerOf(answer, 'From'), 'tag')))?.acknowledge(),
  })

  function inside(transaction: ServerTransaction, dialog: Dialog | undefined): void {
    const { request } = transaction
    if (dialog === undefined) transaction.respond(481, 'Call/Transaction Does Not Exist')
    else if (request.method === 'BYE') {
      transaction.respond(200, 'OK')
      dialog.end()
    } else if (request.method === 'INVITE') {
      dialog.target = uriIn(headerOf(request, 'Contact')) || dialog.target
      void agreed(dialog.description, request).then(
        (body) => acceptWith(transaction, dialog, body),
        () => transaction.respond(488, 'Not Acceptable Here'),
      )
    } else if (request.method === 'INFO' || request.method === 'OPTIONS') transaction.respond(200, 'OK', allow)
    else transaction.respond(405, 'Method Not Allowed', allow)
  }

  /** The 2xx, again and again until the ACK (13.3.1.4). */
  function acceptWith(transaction: ServerTransaction, dialog: Dialog, body: string): void {
    const headers: SipHeaders = [['Contact', contact], ...allow, ['Content-Type', 'application/sdp']]
    transaction.respond(200, 'OK', headers, body)
    let wait = 500
    let timer = setTimeout(again, wait)
    const giveUp = setTimeout(() => {
      dialog.acknowledged()
      dialog.talking.hangUp()
    }, 32_000)
    function again(): void {
      transaction.again()
      wait = Math.min(2 * wait, 4000)
      timer = setTimeout(again, wait)
    }
    dialog.acknowledged = () => {
      clearTimeout(timer)
      clearTimeout(giveUp)
    }
  }

  function ringUp(transaction: ServerTransaction): void {
    const { request } = transaction
    const cancelled = new AbortController()
    ringing.set(transaction, () => cancelled.abort())
    transaction.respond(100, 'Trying')
    settings.onCall({
      dialled: userIn(request.uri),
      caller: callerOf(request),
      headers: request.headers,
      cancelled: cancelled.signal,
      ring: () => transaction.respond(180, 'Ringing', [['Contact', contact]]),
      refuse(status, reason) {
        ringing.delete(transaction)
        transaction.respond(status, reason)
      },
      async answer() {
        const description = new AudioDescription(settings.sound)
        try {
          const body = await agreed(description, request)
          if (cancelled.signal.aborted) throw new CallRefused(487, 'Request Terminated')
          ringing.delete(transaction)
          const dialog = open(description, {
            callId: headerOf(request, 'Call-ID'),
            local: transaction.to,
            remote: headerOf(request, 'From'),
            routes: headersOf(request, 'Record-Route'),
            target: uriIn(headerOf(request, 'Contact')),
            sequence: 0,
          })
          acceptWith(transaction, dialog, body)
          return dialog.talking
        } catch (error) {
          description.close()
          transaction.respond(488, 'Not Acceptable Here')
          throw error
        }
      },
    })
  }

  function open(
    description: AudioDescription,
    facts: Pick<Dialog, 'callId' | 'local' | 'remote' | 'routes' | 'target' | 'sequence'>,
  ): Dialog {
    const key = keyOf(facts.callId, parameter(facts.local, 'tag'))
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    let over = false
    const dialog: Dialog = {
      ...facts,
      description,
      acknowledged: () => {},
      acknowledge: () => {},
      end() {
        over = true
        dialog.acknowledged()
        description.close()
        dialogs.delete(key)
        resolve()
      },
      talking: {
        stream: description.stream,
        ended,
        get over() {
          return over
        },
        hangUp() {
          if (over) return
          dialog.sequence += 1
          const bye = within(dialog, 'BYE', dialog.sequence)
          transactions.request(nextHop(dialog), bye, () => undefined)
          dialog.end()
        },
      },
    }
    dialogs.set(key, dialog)
    return dialog
  }

  function within(dialog: Dialog, method: string, sequence: number): SipRequest {
    return {
      method,
      uri: dialog.target,
      headers: [
        ...dialog.routes.map((route) => ['Route', route] as const),
        ['Max-Forwards', '70'],
        ['From', dialog.local],
        ['To', dialog.remote],
        ['Call-ID', dialog.callId],
        ['CSeq', `${sequence} ${method}`],
        ['Contact', contact],
      ],
      body: '',
    }
  }

  const nextHop = (dialog: Dialog): Place => placeIn(dialog.routes[0] ? uriIn(dialog.routes[0]) : dialog.target)

  async function call(asked: OutgoingCall): Promise<TalkingCall> {
    const description = new AudioDescription(settings.sound)
    const { body } = await description.getDescription()
    const callId = randomBytes(12).toString('hex')
    const tag = randomBytes(6).toString('hex')
    const { trunk } = settings
    const trunkHost = isIPv6(trunk.host) ? `[${trunk.host}]` : trunk.host
    const own = `<sip:${asked.from}@${isIPv6(host) ? `[${host}]` : host}>`
    // An operator keeps the number for itself and says that it is not to be shown (RFC 3325, section 7).
    const from = asked.withheld
      ? `"Anonymous" <sip:anonymous@anonymous.invalid>;tag=${tag}`
      : `"${asked.name ?? ''}" ${own};tag=${tag}`
    const uri = `sip:${asked.to}@${trunkHost}:${trunk.port}`
    const invite: SipRequest = {
      method: 'INVITE',
      uri,
      headers: [
        ['Max-Forwards', '70'],
        ['From', from],
        ['To', `<sip:${asked.to}@${trunkHost}>`],
        ['Call-ID', callId],
        ['CSeq', '1 INVITE'],
        ['Contact', contact],
        ['P-Asserted-Identity', own],
        ...(asked.withheld ? [['Privacy', 'id'] as const] : []),
        ...(asked.headers ?? []),
        ...allow,
        ['Content-Type', 'application/sdp'],
      ],
      body,
    }
    return new Promise((resolve, reject) => {
      const refused = (status: number, reason: string) => {
        description.close()
        reject(new CallRefused(status, reason))
      }
      const client = transactions.request(trunk, invite, (response: SipResponse) => {
        if (response.status < 200) {
          if (response.status >= 180) asked.onRinging?.()
          return
        }
        if (response.status >= 300) return refused(response.status, response.reason)
        void description.setDescription(response.body).then(
          () => {
            const dialog = open(description, {
              callId,
              local: from,
              remote: headerOf(response, 'To'),
              routes: headersOf(response, 'Record-Route').toReversed(),
              target: uriIn(headerOf(response, 'Contact')),
              sequence: 1,
            })
            dialog.acknowledge = () => transactions.send(nextHop(dialog), within(dialog, 'ACK', 1))
            dialog.acknowledge()
            resolve(dialog.talking)
          },
          () => refused(488, 'Not Acceptable Here'),
        )
      })
      asked.signal?.addEventListener('abort', () => client.cancel())
    })
  }

  return {
    place: transactions.place,
    call,
    close() {
      for (const dialog of [...dialogs.values()]) dialog.talking.hangUp()
      transactions.close()
    },
  }
}

async function agreed(description: AudioDescription, { body }: SipRequest): Promise<string> {
  if (body) await description.setDescription(body)
  return (await description.getDescription()).body
}

/** What a trunk is trusted to say comes first (RFC 3325); what it asks to hide is hidden. */
function callerOf(request: SipRequest): string | null {
  if (/\b(id|user|header)\b/.test(headerOf(request, 'Privacy'))) return null
  const [asserted, claimed] = ['P-Asserted-Identity', 'From'].map((name) => userIn(uriIn(headerOf(request, name))))
  const number = asserted || claimed
  return !number || number.toLowerCase() === 'anonymous' ? null : number
}
