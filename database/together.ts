import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { areShort, callOf, hasPrepared } from './prepared.ts'
import { planIsStale } from './sql-state.ts'
import { statementName } from './statement-names.ts'
import { answerOf, type PgResult } from './transaction.ts'

/** For whom a statement runs: settings that row-level security reads, by name. */
export type Person = Readonly<Record<string, string>>

type Waiting = {
  readonly person: Person
  readonly query: CompiledQuery
  /** Undefined: it was not done, and has to be done alone. */
  readonly answer: (result: QueryResult<unknown> | undefined) => void
  readonly fail: (error: unknown) => void
}

/** So many at most: the first waits for the last. */
const most = 32
/** A neighbour's row that somebody else holds keeps the others waiting no longer. */
const patience = 'SET LOCAL lock_timeout=100'

/**
 * Small changes of one moment, each by another person, in one message and one commit: one write to the disk and one
 * wake-up on each side for all of them. Each statement still runs as its own person, so each sees and touches what it would
 * alone. While a commit is on its way the next ones gather; nobody waits on purpose.
 *
 * Nobody fails for a neighbour: when the database refuses the message, nothing of it has been done, and each is asked to go
 * alone. Rows are always taken in the same order, so that two portals do not wait for each other.
 */
export class Together {
  readonly #pool: Pool
  readonly #role: string
  #waiting: Waiting[] = []
  #working = false

  /** @param role under which all of them run */
  constructor(pool: Pool, role: string) {
    this.#pool = pool
    this.#role = role
  }

  /** The statement's answer, saved; undefined when nothing has been done and it has to be done alone. */
  run<R>(person: Person, query: CompiledQuery): Promise<QueryResult<R> | undefined> {
    return new Promise((resolve, reject) => {
      const answer = (result: QueryResult<unknown> | undefined) => resolve(result as QueryResult<R> | undefined)
      this.#waiting.push({ person, query, answer, fail: reject })
      if (this.#working) return
      this.#working = true
      // What has reached this process together goes together.
      setImmediate(() => void this.#work())
    })
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, most)
      const client = await this.#pool.connect().catch((error: unknown) => {
        for (const { fail } of some) fail(error)
      })
      if (client) await saveTogether(client, this.#role, some)
    }
    this.#working = false
  }
}

/** One statement, saved when it is answered. */
export class SharedConnection implements DatabaseConnection {
  readonly #run: <R>(query: CompiledQuery) => Promise<QueryResult<R>>
  #over = false

  constructor(run: <R>(query: CompiledQuery) => Promise<QueryResult<R>>) {
    this.#run = run
  }

  end(): void {
    this.#over = true
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('This transaction is over')
    this.#over = true
    return this.#run(query)
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed; read them page by page')
  }
}

async function saveTogether(client: PoolClient, role: string, some: readonly Waiting[]): Promise<void> {
  const ready: { of: Waiting; name: string }[] = []
  for (const of of some) {
    const name = statementName(of.query.sql, true)
    if (hasPrepared(client, name) && areShort(of.query.parameters)) ready.push({ of, name })
    else of.answer(undefined)
  }
  // One alone gains nothing here, and waits as long as it must.
  if (ready.length < 2) {
    client.release()
    for (const { of } of ready) of.answer(undefined)
    return
  }
  const { message, places } = messageOf(role, ready)
  try {
    // As many answers as statements; `pg` has no type for that.
    const answers = (await client.query(message)) as unknown as PgResult[]
    client.release()
    ready.forEach(({ of }, n) => {
      const answer = answers[places[n] ?? -1]
      if (answer) of.answer(answerOf(answer))
      else of.fail(new Error('A statement without an answer'))
    })
  } catch (error) {
    const rolledBack = await rollBack(client, error)
    // A connection that was lost may have been lost after the commit.
    for (const { of } of ready)
      if (rolledBack) of.answer(undefined)
      else of.fail(error)
  }
}

function messageOf(role: string, ready: readonly { of: Waiting; name: string }[]) {
  const words = ['BEGIN', `SET LOCAL ROLE ${role}`, patience]
  const places: number[] = []
  let before: Person = {}
  const inOrder = ready.map((one, n) => ({ ...one, n })).sort((a, b) => compare(keyOf(a.of.person), keyOf(b.of.person)))
  for (const { of, name, n } of inOrder) {
    for (const setting of new Set([...Object.keys(before), ...Object.keys(of.person)]))
      if (before[setting] !== of.person[setting]) words.push(`SET LOCAL ${setting}='${of.person[setting] ?? ''}'`)
    before = of.person
    places[n] = words.length
    words.push(callOf(name, of.query.parameters))
  }
  words.push('COMMIT')
  return { message: words.join(';'), places }
}

const keyOf = (person: Person): string => Object.values(person).join(' ')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whether nothing of the message remains. A connection that cannot say so is thrown away. */
async function rollBack(client: PoolClient, reason: unknown): Promise<boolean> {
  try {
    await client.query('ROLLBACK')
    client.release(planIsStale(reason))
    return true
  } catch {
    client.release(true)
    return false
  }
}
