import type { Cellar } from '#database/connect.ts'
import { readConfig } from '../../config.ts'
import { aClock, anOutbox } from '../../mail/testing/an-outbox.ts'
import { type DueWork, type DueWorkHouse, startDueWork } from '../index.ts'

/** What a letter told whom, read from the outbox in the order it was queued. */
export type Told = { to: string; letter: string; text: string; at: Date }

/** A process of the portal with only the parts due work needs. Its letters go into the demo's letter box. */
export function aHouse(cellar: Cellar, start: string) {
  const clock = aClock(start)
  const config = {
    ...readConfig({ DATA_DIR: '/tmp/office-smart-due-work-test' }),
    publicUrl: 'https://portale.example',
  }
  const { outbox, log, logged } = anOutbox(cellar, clock, { demo: true })
  const house: DueWorkHouse = { cellar, clock, config, log, outbox }
  let process: DueWork | undefined

  return {
    ...house,
    clock,
    logged,
    dueWork: () => {
      process ??= startDueWork(house)
      return process
    },
    /** As when the server is stopped and started again: nothing is remembered but the database. */
    async restart(): Promise<void> {
      await process?.stop()
      process = startDueWork(house)
    },
    stop: async () => process?.stop(),
    async told(): Promise<Told[]> {
      const rows = await cellar.asService((trx) =>
        trx.selectFrom('outbox_message').selectAll().orderBy('created_at').orderBy('recipient').execute(),
      )
      return rows.map((row) => {
        return { to: row.recipient, letter: row.letter, text: row.content?.text ?? '', at: row.created_at }
      })
    },
  }
}
