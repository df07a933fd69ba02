import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '#database/connect.ts'
import type { BulkAction } from '#database/tables.ts'
import type { House } from '../house.ts'
import { giveTemporary } from './give-temporary.ts'
import { invite } from './invite.ts'
import {
  type BulkJob,
  type BulkLine,
  findUnfinished,
  finishJob,
  type Outcome,
  takeWaiting,
  writeOutcomes,
} from './jobs.sql.ts'
import { move } from './move.ts'
import type { RefusedReason } from './refused-reason.ts'
import { remind } from './remind.ts'

/** What the jobs need of the house. */
export type JobHouse = Pick<House, 'cellar' | 'clock' | 'config' | 'hasher' | 'facts' | 'log' | 'outbox' | 'sessions'>

/** Does an action to some lines that may have it done to them; answers for each. */
export type Run = (trx: Transaction, job: BulkJob, lines: readonly BulkLine[]) => Promise<Outcome[]>

/** One action, as it is done to some lines in one transaction. */
export type BulkWork = {
  readonly together: number
  /** Why a line is left out, as far as its own row tells. */
  readonly refuse: (line: BulkLine, job: BulkJob, now: Date) => RefusedReason | undefined
  /** What takes its time comes before any line is held. */
  readonly begin: (house: JobHouse) => Promise<Run>
}

const works: Readonly<Record<BulkAction, BulkWork>> = { remind, invite, 'temporary-password': giveTemporary, move }

const working = new WeakMap<object, Promise<void>>()

/**
 * Works on every job that is not finished, one after the other, some lines at a time. Any number of processes may:
 * each line is done by one of them, in the transaction that writes what became of it, so that nothing happens twice
 * and a process that dies leaves whole lines behind.
 */
export function workOnJobs(house: JobHouse, mayGoOn: () => boolean = () => true): Promise<void> {
  const before = working.get(house.cellar) ?? Promise.resolve()
  const now = before.then(async () => {
    try {
      for (const job of await house.cellar.asService(findUnfinished, { readOnly: true })) {
        let last: number | undefined = 0
        while (last !== undefined && mayGoOn()) {
          last = await someLines(house, job, last)
          await setImmediate()
        }
        if (!mayGoOn()) return
        await house.cellar.asService((trx) => finishJob(trx, job.id, house.clock()))
      }
    } catch (error) {
      // The next minute tries again.
      house.log.error({ err: error }, 'work on many lines stopped')
    }
  })
  working.set(house.cellar, now)
  return now
}

/** Where the next lines begin; undefined when none are left, or another process has them. */
async function someLines(house: JobHouse, job: BulkJob, after: number): Promise<number | undefined> {
  const work = works[job.action]
  const run = await work.begin(house)
  return house.cellar.asService(async (trx) => {
    const taken = await takeWaiting(trx, job, after, work.together)
    const now = house.clock()
    const outcomes: Outcome[] = []
    const eligible: BulkLine[] = []
    // Whoever asked may have lost the right to, since.
    const may = job.administrator_role === 'administrator' && job.administrator_account === 'live'
    for (const { position, line } of taken) {
      const reason = !line || !may ? 'gone' : work.refuse(line, job, now)
      if (reason === undefined && line) eligible.push(line)
      else outcomes.push({ position, state: 'refused', outcome: reason ?? 'gone' })
    }
    if (eligible.length > 0) outcomes.push(...(await run(trx, job, eligible)))
    if (outcomes.length > 0) await writeOutcomes(trx, job.id, outcomes)
    return taken.at(-1)?.position
  })
}
