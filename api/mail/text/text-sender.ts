import type { Logger } from 'pino'
import type { Cellar } from '#database/connect.ts'
import type { Clock } from '#domain/clock.ts'
import type { Sender } from '../sender.ts'
import { createHttpSender } from './http/http-sender.ts'
import { createLedger } from './ledger.ts'
import { createSmppSender } from './smpp/smpp-sender.ts'
import type { TextSettings } from './text-settings.ts'

/** Text messages by the operator's gateway, whichever language it speaks. */
export function createTextSender(parts: { settings: TextSettings; cellar: Cellar; clock: Clock; log: Logger }): Sender {
  const { settings, log } = parts
  const ledger = createLedger(parts.cellar, parts.clock, settings.name)
  return settings.kind === 'smpp' ? createSmppSender({ settings, ledger, log }) : createHttpSender({ settings, ledger })
}
