import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout } from 'node:timers/promises'
import type { CompiledQuery, QueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { expectHooks, runHooks } from './after-commit.ts'
import type { Report } from './connections.ts'
import { deservesAnotherTry, planIsStale } from './sql-state.ts'
import { type Person, SharedConnection, type Together } from './together.ts'
import { type Opening, type Transaction, TransactionConnection, transactionOn } from './transaction.ts'

/** How a piece of work gets its transaction: opening words, the work, COMMIT or ROLLBACK, hooks. */

const TRIES = 4 // the first and three more

/** The door this asynchronous thread stands in. A second one inside would wait for ever on the embedded engine. */
const standingIn = new AsyncLocalStorage<{ open: boolean }>()

export type Work<T> = (trx: Transaction) => Promise<T>

/** Who shares a commit with others of the same moment, and where they meet. */
export type Gathering = { readonly together: Together; readonly person: Person }

export function makeDoor(pool: Pool, report: Report) {
  return async <T>(opening: Opening, work: Work<T>, gathering?: Gathering): Promise<T> => {
    if (standingIn.getStore()?.open) {
      throw new Error('A transaction is open already: pass its trx on instead of opening another')
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return gathering
          ? await passTogether(pool, report, opening, work, gathering)
          : await passOnce(pool, report, opening, work)
      } catch (error) {
        if (attempt === TRIES || !deservesAnotherTry(error)) throw error
        await setTimeout(attempt * 10 * Math.random())
      }
    }
  }
}

async function passOnce<T>(pool: Pool, report: Report, opening: Opening, work: Work<T>): Promise<T> {
  const client = await pool.connect()
  const connection = new TransactionConnection(client, opening)
  const trx = transactionOn(connection)
  const place = { open: true }
  expectHooks(trx)
  try {
    const result = await standingIn.run(place, work, trx)
    connection.end()
    if (connection.waitsForCommit) await commit(client)
    client.release()
    place.open = false
    await runHooks(trx, report)
    return result
  } catch (error) {
    connection.end()
    place.open = false
    await undo(client, error)
    throw error
  }
}

/** Work of one statement, whose commit is shared with others where that is possible. */
async function passTogether<T>(
  pool: Pool,
  report: Report,
  opening: Opening,
  work: Work<T>,
  { together, person }: Gathering,
): Promise<T> {
  const place = { open: true }
  const connection = new SharedConnection(
    async (query) => (await together.run(person, query)) ?? (await runAlone(pool, opening, query)),
  )
  const trx = transactionOn(connection)
  expectHooks(trx)
  try {
    const result = await standingIn.run(place, work, trx)
    place.open = false
    await runHooks(trx, report)
    return result
  } finally {
    connection.end()
    place.open = false
  }
}

async function runAlone<R>(pool: Pool, opening: Opening, query: CompiledQuery): Promise<QueryResult<R>> {
  const client = await pool.connect()
  const connection = new TransactionConnection(client, opening)
  try {
    const result = await connection.executeQuery<R>(query)
    if (connection.waitsForCommit) await commit(client)
    client.release()
    return result
  } catch (error) {
    await undo(client, error)
    throw error
  }
}

/** PostgreSQL answers ROLLBACK to the COMMIT of a transaction in which a statement failed and was swallowed. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('Nothing was saved: a statement of this transaction had failed')
}

/** A connection that cannot even roll back is thrown away, and so is one whose prepared statements are stale. */
async function undo(client: PoolClient, reason: unknown): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release(planIsStale(reason))
  } catch {
    client.release(true)
  }
}
