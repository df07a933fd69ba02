import type { Cellar } from '#database/connect.ts'
import type { LetterContent } from '#database/tables.ts'
import type { Clock } from '#domain/clock.ts'
import type { Config } from '../config.ts'
import { createDemoLetterBox } from './demo-letter-box.ts'
import type { Channel } from './letters.ts'
import { createSmtpSender } from './smtp.ts'

/** A letter on its way out. Its id is the same at every attempt. */
export type OutgoingMessage = {
  readonly id: string
  readonly channel: Channel
  readonly to: string
  readonly content: LetterContent
}

export type Sender = {
  /** @throws {DeliveryError} when it did not go, or may not have gone. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Why a letter did not go, in words that may be kept and logged: no address, no content. */
export class DeliveryError extends Error {
  /** This recipient will never take it: do not try again. */
  readonly permanent: boolean

  constructor(reason: string, permanent: boolean) {
    super(reason)
    this.permanent = permanent
  }
}

export type SenderOfChannels = Sender & {
  /** Whether letters of a channel have a way out of this installation. */
  reaches(channel: Channel): boolean
}

/**
 * Mail by SMTP, or into the demo's letter box when no server is given. Text messages have a way out only in
 * the demo: an operator's gateway would be one more `Sender` here.
 */
export function chooseSender(house: {
  config: Pick<Config, 'demo' | 'mail'>
  cellar: Cellar
  clock: Clock
}): SenderOfChannels {
  const { smtpUrl, from } = house.config.mail
  const box = house.config.demo ? createDemoLetterBox(house) : undefined
  const byChannel: Record<Channel, Sender | undefined> = {
    email: smtpUrl === undefined ? box : createSmtpSender({ smtpUrl, from }),
    sms: box,
  }
  return {
    reaches: (channel) => byChannel[channel] !== undefined,
    async send(message, signal) {
      const sender = byChannel[message.channel]
      if (!sender) throw new DeliveryError(`no way out for ${message.channel}`, true)
      await sender.send(message, signal)
    },
    async close() {
      for (const sender of new Set(Object.values(byChannel))) await sender?.close()
    },
  }
}
