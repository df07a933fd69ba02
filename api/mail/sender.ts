import type { Logger } from 'pino'
import type { Cellar } from '#database/connect.ts'
import type { LetterContent } from '#database/tables.ts'
import type { Clock } from '#domain/clock.ts'
import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'
import type { Config } from '../config.ts'
import { createDemoLetterBox } from './demo-letter-box.ts'
import type { Channel } from './letters.ts'
import { createSmtpSender } from './smtp.ts'
import { createTextSender } from './text/text-sender.ts'

/** A letter on its way out. Its id is the same at every attempt. */
export type OutgoingMessage = {
  readonly id: string
  readonly channel: Channel
  readonly to: string
  readonly content: LetterContent
}

export type Sender = {
  /**
   * Answers `noted` when it has written down itself that the message left.
   * @throws {DeliveryError} when it did not go, or may not have gone and may go again.
   * @throws {PerhapsSent} when it may have gone and must not go again.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<'noted' | undefined>
  /** How many it takes at a time just now; absent: as many as the outbox likes. */
  width?(): number
  /** Begins to keep a connection; calls back when its width grows. */
  start?(wider: () => void): void
  close(): Promise<void>
}

/** Why a letter did not go, in words that may be kept and logged: no address, no content. */
export class DeliveryError extends Error {
  /** This recipient will never take it: do not try again. */
  readonly permanent: boolean
  readonly because: DeliveryFailure

  constructor(reason: string, permanent: boolean, because: DeliveryFailure = 'unknown') {
    super(reason)
    this.permanent = permanent
    this.because = because
  }
}

/** It was handed over and nobody said what became of it. A person decides, or a late receipt. */
export class PerhapsSent extends Error {}

export type SenderOfChannels = Pick<Sender, 'send' | 'close'> & {
  /** Whether letters of a channel have a way out of this installation. */
  reaches(channel: Channel): boolean
  width?(channel: Channel): number | undefined
  start?(wider: (channel: Channel) => void): void
}

/**
 * Mail by SMTP and text messages by the operator's gateway; in the demo into its letter box, unless a server or gateway
 * is given.
 */
export function chooseSender(house: {
  config: Pick<Config, 'demo' | 'mail' | 'texts'>
  cellar: Cellar
  clock: Clock
  log: Logger
}): SenderOfChannels {
  const { mail, texts } = house.config
  const box = house.config.demo ? createDemoLetterBox(house) : undefined
  const byChannel: Record<Channel, Sender | undefined> = {
    email: mail.smtpUrl === undefined ? box : createSmtpSender({ smtpUrl: mail.smtpUrl, from: mail.from }),
    sms: texts === undefined ? box : createTextSender({ ...house, settings: texts }),
  }
  return {
    reaches: (channel) => byChannel[channel] !== undefined,
    width: (channel) => byChannel[channel]?.width?.(),
    start(wider) {
      for (const channel of ['email', 'sms'] as const) byChannel[channel]?.start?.(() => wider(channel))
    },
    async send(message, signal) {
      const sender = byChannel[message.channel]
      if (!sender) throw new DeliveryError(`no way out for ${message.channel}`, true, 'no-way-out')
      return sender.send(message, signal)
    },
    async close() {
      for (const sender of new Set(Object.values(byChannel))) await sender?.close()
    },
  }
}
