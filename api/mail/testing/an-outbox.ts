import { pino } from 'pino'
import type { Cellar } from '#database/connect.ts'
import { createMetrics } from '../../metrics.ts'
import { createOutbox } from '../outbox.ts'
import { chooseSender, type SenderOfChannels } from '../sender.ts'
import type { TextSettings } from '../text/text-settings.ts'

export const brand = {
  name: 'Office Smart WEB',
  supportNumber: '1928',
  legalFooter: 'Centralino S.p.A., Milano',
  color: undefined,
}

/** A clock that stands still until it is moved. */
export function aClock(start = '2026-03-02T09:00:00Z') {
  let now = new Date(start)
  return Object.assign(() => now, {
    set: (to: Date | string) => {
      now = new Date(to)
    },
    forward: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
    },
  })
}

/** An outbox with the real senders, and what it wrote in the log. */
export function anOutbox(
  cellar: Cellar,
  clock: () => Date,
  choice: { smtpUrl?: string; demo?: boolean; sender?: SenderOfChannels; texts?: TextSettings } = {},
) {
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const config = {
    brand,
    demo: choice.demo ?? false,
    texts: choice.texts,
    mail: { smtpUrl: choice.smtpUrl, from: 'Office Smart WEB <non-rispondere@portale.example>' },
  }
  const metrics = createMetrics()
  const sender = choice.sender ?? chooseSender({ config, cellar, clock, log })
  const outbox = createOutbox({ cellar, clock, config, log, metrics, sender, random: () => 1 })
  return { outbox, log, logged, metrics }
}
