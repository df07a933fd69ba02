import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import type { House } from '../../house.ts'
import * as sql from './import.sql.ts'

/**
 * Checks and imports that are under way in this process. Each is one transaction: whoever stops it, by "Annulla" or by
 * pulling the plug, leaves nothing half done, and the note `begun` tells whoever looks next.
 */
type Running = { done: number; total: number; cancelled: boolean; ended: Promise<void> }

const running = new Map<string, Running>()

/** What a piece of work says while it goes on; it also lets other requests have their turn. */
export type Step = { at(done: number, total: number): Promise<void> }

/** Thrown by the next `Step.at` of what somebody has stopped; its transaction leaves nothing behind. */
export class Cancelled extends Error {}

/** Rows done, of how many; null: nothing is under way for this import in this process. */
export function progressOf(id: string): { done: number; total: number } | null {
  const one = running.get(id)
  return one ? { done: one.done, total: one.total } : null
}

/** Asks what is under way to stop, and waits until it has. */
export async function stopWork(id: string): Promise<void> {
  const one = running.get(id)
  if (!one) return
  one.cancelled = true
  await one.ended
}

/** Waits for what is under way; for tests and for whoever closes the house. */
export const workEnded = async (id: string): Promise<void> => running.get(id)?.ended

/**
 * Begins a check or an import and comes back at once.
 * @throws {Problem} import.busy, import.ended
 */
export async function startWork(
  house: Pick<House, 'cellar' | 'log' | 'clock'>,
  id: string,
  begun: 'check' | 'apply',
  work: (trx: Transaction, step: Step) => Promise<void>,
): Promise<void> {
  const { cellar } = house
  if (running.has(id)) throw new Problem('import.busy')
  const one: Running = { done: 0, total: 0, cancelled: false, ended: Promise.resolve() }
  running.set(id, one)
  const step: Step = {
    async at(done, total) {
      one.done = done
      one.total = total
      await setImmediate()
      if (one.cancelled) throw new Cancelled()
    },
  }
  try {
    const noted = await cellar.asService(async (trx) => {
      if (!(await sql.holdImport(trx, id))) throw new Problem('import.busy')
      return sql.saveBegun(trx, id, begun, begun === 'apply' ? null : undefined)
    })
    if (!noted.numUpdatedRows) throw new Problem('import.ended')
  } catch (error) {
    running.delete(id)
    throw error
  }
  one.ended = cellar
    .asService(async (trx) => {
      if (!(await sql.holdImport(trx, id))) throw new Problem('import.busy')
      await work(trx, step)
    })
    .catch((error: unknown) => recordEnd(house, id, error))
    .finally(() => running.delete(id))
}

/** Whatever it was, the import can be taken up again; only "Annulla" ends it. */
async function recordEnd({ cellar, log, clock }: Pick<House, 'cellar' | 'log' | 'clock'>, id: string, error: unknown) {
  try {
    await cellar.asService(async (trx) => {
      if (error instanceof Cancelled) {
        await sql.saveEnded(trx, id, 'cancelled', clock())
        await sql.deleteRows(trx, id)
      } else await sql.saveBegun(trx, id, null, codeOf(error))
    })
  } catch (again) {
    log.warn({ import: id, error: String(again) }, 'import')
  }
  if (!(error instanceof Cancelled || error instanceof Problem || error instanceof Refusal))
    log.error({ import: id, error: String(error) }, 'import failed')
}

const codeOf = (error: unknown): string =>
  error instanceof Problem ? error.code : error instanceof Refusal ? error.reason : 'unexpected'
