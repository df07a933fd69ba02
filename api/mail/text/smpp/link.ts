import type { Logger } from 'pino'
import smpp, { type Fields, type PDU, type Session } from 'smpp'
import { minute, second } from '#domain/clock.ts'
import type { SmppSettings } from '../text-settings.ts'
import { statusName } from './answers.ts'

// Receipts are ASCII in the centre's own alphabet; ours leave as bytes, so nothing else is read with it.
smpp.encodings.default = 'LATIN1'

const bindWithin = 10 * second
const answerWithin = 20 * second
/** Firewalls forget a quiet connection after a few minutes (SMPP 3.4 4.11). */
const stillThereEvery = 30 * second
const longestWait = minute

/** It was not written to the gateway. */
export class NotHanded extends Error {}
/** It was written, and no answer came while the connection or our patience lasted. */
export class Unanswered extends Error {}

export type SmppLink = {
  start(): void
  readonly isBound: boolean
  /** Resolves once bound. @throws when the signal ends first, or the attempt to connect fails */
  bound(signal: AbortSignal): Promise<void>
  /**
   * Sends a request and waits for its answer.
   * @param late hears an answer that comes after `Unanswered`
   * @throws {NotHanded | Unanswered}
   */
  request(command: 'submit_sm' | 'query_sm', fields: Fields, late?: (answer: PDU) => void): Promise<PDU>
  close(): Promise<void>
}

export type SmppLinkParts = {
  readonly settings: SmppSettings
  readonly log: Logger
  /** A deliver_sm; it is acknowledged when this resolves, so a receipt that could not be kept comes again. */
  readonly delivered: (pdu: PDU) => Promise<void>
  readonly nowBound: () => void
  /** A connection ended, or none came about. */
  readonly nowLost: () => void
  /** Tests have less patience. */
  readonly times?: Partial<{ answerWithin: number; stillThereEvery: number; firstWait: number; slowDown: number }>
}

/** One lasting connection to the message centre, bound as a transceiver, made again whenever it is lost. */
export function createSmppLink({ settings, log, delivered, nowBound, nowLost, times = {} }: SmppLinkParts): SmppLink {
  const patience = times.answerWithin ?? answerWithin
  let session: Session | undefined
  let isBound = false
  let closed = false
  let started = false
  let failures = 0
  let again: NodeJS.Timeout | undefined
  let asking: NodeJS.Timeout | undefined
  const waiting = new Set<{ go(): void; stop(why: unknown): void }>()
  const open = new Set<(error: Unanswered) => void>()

  function connect(): void {
    const { host, port, tls } = settings
    const made = smpp.connect(
      tls ? { host, port, tls, servername: host, minVersion: 'TLSv1.2', rejectUnauthorized: true } : { host, port },
    )
    session = made
    const deadline = setTimeout(() => made.destroy(), bindWithin)
    deadline.unref()
    let fault = 'closed by the gateway'
    made.on('error', (error: NodeJS.ErrnoException) => {
      fault = error.code ?? error.message
      made.destroy()
    })
    made.on(tls ? 'secureConnect' : 'connect', () =>
      bind(
        made,
        (why) => (fault = why),
        () => clearTimeout(deadline),
      ),
    )
    made.on('enquire_link', (pdu: PDU) => made.send(pdu.response()))
    made.on('unbind', (pdu: PDU) => {
      isBound = false
      made.send(pdu.response())
      made.close()
    })
    made.on('deliver_sm', (pdu: PDU) => void take(made, pdu))
    made.on('close', () => {
      clearTimeout(deadline)
      lost(fault)
    })
  }

  function bind(made: Session, because: (why: string) => void, done: () => void): void {
    const { user, password, systemType } = settings
    const fields = { system_id: user, password, system_type: systemType, interface_version: 0x34 }
    made.send(new smpp.PDU('bind_transceiver', fields), (answer) => {
      done()
      if (answer.command_status !== 0) {
        because(`bind refused, ${statusName(answer.command_status)}`)
        made.destroy()
        return
      }
      isBound = true
      failures = 0
      asking = setInterval(() => askStillThere(made), times.stillThereEvery ?? stillThereEvery)
      asking.unref()
      log.info({ gateway: settings.name }, 'text gateway bound')
      for (const { go } of waiting) go()
      waiting.clear()
      nowBound()
    })
  }

  function askStillThere(made: Session): void {
    const deadline = setTimeout(() => made.destroy(), patience)
    deadline.unref()
    if (!made.send(new smpp.PDU('enquire_link'), () => clearTimeout(deadline))) clearTimeout(deadline)
  }

  async function take(made: Session, pdu: PDU): Promise<void> {
    try {
      await delivered(pdu)
      made.send(pdu.response())
    } catch (error) {
      log.error({ err: error }, 'receipt not kept')
      made.send(pdu.response({ command_status: 0x64 })) // ESME_RX_T_APPN: it comes again
    }
  }

  function lost(why: string): void {
    isBound = false
    session = undefined
    clearInterval(asking)
    const broken = new Unanswered(`connection lost before the answer (${why})`)
    for (const fail of open) fail(broken)
    open.clear()
    for (const { stop } of waiting) stop(new NotHanded(why))
    waiting.clear()
    if (closed) return
    nowLost()
    const wait = Math.min(longestWait, (times.firstWait ?? second) * 2 ** Math.min(failures, 10))
    failures += 1
    log.warn({ gateway: settings.name, reason: why, retryInSeconds: Math.round(wait / 1000) }, 'text gateway not bound')
    again = setTimeout(connect, wait / 2 + (wait / 2) * Math.random())
    again.unref()
  }

  return {
    start() {
      if (started || closed) return
      started = true
      connect()
    },
    get isBound() {
      return isBound
    },
    async bound(signal) {
      this.start()
      if (isBound) return
      signal.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        const stop = (why: unknown) => {
          signal.removeEventListener('abort', tooLate)
          reject(why)
        }
        const tooLate = () => {
          waiting.delete(waiter)
          stop(signal.reason)
        }
        const waiter = {
          stop,
          go: () => {
            signal.removeEventListener('abort', tooLate)
            resolve()
          },
        }
        waiting.add(waiter)
        signal.addEventListener('abort', tooLate, { once: true })
      })
    },
    async request(command, fields, late) {
      const here = session
      if (!here || !isBound) throw new NotHanded('gateway not bound')
      return new Promise<PDU>((resolve, reject) => {
        let over = false
        const end = (settle: () => void) => {
          over = true
          clearTimeout(timer)
          open.delete(fail)
          settle()
        }
        const fail = (error: Error) => end(() => reject(error))
        const timer = setTimeout(() => fail(new Unanswered('no answer')), patience)
        open.add(fail)
        const written = here.send(new smpp.PDU(command, fields), (answer) => {
          if (over) late?.(answer)
          else end(() => resolve(answer))
        })
        if (!written) fail(new NotHanded('connection closed'))
      })
    },
    async close() {
      closed = true
      clearTimeout(again)
      const here = session
      if (!here) return
      await new Promise<void>((resolve) => {
        const deadline = setTimeout(() => here.destroy(), second)
        here.once('close', () => {
          clearTimeout(deadline)
          resolve()
        })
        if (!isBound || !here.send(new smpp.PDU('unbind'), () => here.close())) here.destroy()
      })
    },
  }
}
