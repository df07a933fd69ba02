import type { Cellar } from '#database/connect.ts'
import type { Clock } from '#domain/clock.ts'
import { putDemoLetter } from './demo-letter-box.sql.ts'
import { linksIn } from './links.ts'
import type { Sender } from './sender.ts'

/** Where a demo's mail and text messages arrive: a table, read at `/outbox`. */
export function createDemoLetterBox({ cellar, clock }: { cellar: Cellar; clock: Clock }): Sender {
  return {
    async send({ id, channel, to, content: { subject, text, html } }) {
      const letter = {
        id,
        channel,
        recipient: to,
        subject,
        body: text,
        html,
        links: linksIn(text),
        at: clock(),
      }
      await cellar.asService((trx) => putDemoLetter(trx, letter))
    },
    async close() {},
  }
}
