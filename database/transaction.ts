import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  type Transaction as KyselyTransaction,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SingleConnectionProvider,
  Transaction as TransactionClass,
} from 'kysely'
import type { PoolClient } from 'pg'
import { areShort, callOf, hasPrepared, notePrepared } from './prepared.ts'
import { statementName } from './statement-names.ts'
import type { Tables } from './tables.ts'

/** What every `*.sql.ts` function takes first. */
export type Transaction = KyselyTransaction<Tables>

/** Kysely only writes SQL for us; connections and transactions are the door's. */
const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const driver = dialect.createDriver()
const executor = new Kysely<Tables>({ dialect }).getExecutor()

/** How a transaction begins, and what it may do. */
export type Opening = {
  /** BEGIN, the role and whom it acts for. */
  readonly words: string
  /** One statement and no more: COMMIT goes with it. */
  readonly once: boolean
}

/**
 * A connection that answers only until its transaction ends: a forgotten `await` must not run as someone else.
 * The opening words travel with the first statement where that one is prepared.
 */
export class TransactionConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #opening: Opening
  #over = false
  /** Settled once the transaction is open; every statement waits for it, because without it there is no role. */
  #opened: Promise<unknown> | undefined
  #committed = false

  constructor(client: PoolClient, opening: Opening) {
    this.#client = client
    this.#opening = opening
  }

  /** Something has been said that COMMIT has to follow. */
  get waitsForCommit(): boolean {
    return this.#opened !== undefined && !this.#committed
  }

  end(): void {
    this.#over = true
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('This transaction is over')
    if (this.#opening.once) this.#over = true
    const name = statementName(sql, this.#opening.once)
    if (this.#opened === undefined && hasPrepared(this.#client, name) && areShort(parameters))
      return this.#openWith(callOf(name, parameters))
    this.#opened ??= this.#open()
    await this.#opened
    const result = await this.#client.query({ name, text: sql, values: [...parameters] })
    if (name !== undefined) notePrepared(this.#client, name)
    return answerOf(result)
  }

  #open(): Promise<unknown> {
    // One simple query: BEGIN, the role and whom it acts for make one round trip.
    const opened = this.#client.query(this.#opening.words)
    opened.catch(() => undefined)
    return opened
  }

  async #openWith<R>(call: string): Promise<QueryResult<R>> {
    const { words, once } = this.#opening
    const opened = this.#client.query(once ? `${words};${call};COMMIT` : `${words};${call}`)
    opened.catch(() => undefined)
    this.#opened = opened
    // As many answers as statements; `pg` has no type for that.
    const answers = (await opened) as unknown as PgResult[]
    const answer = answers.at(once ? -2 : -1)
    if (answer === undefined) throw new Error('A statement without an answer')
    this.#committed = once
    return answerOf(answer)
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed; read them page by page')
  }
}

export type PgResult = { readonly command: string; readonly rowCount: number | null; readonly rows: unknown[] }

export function answerOf<R>({ command, rowCount, rows }: PgResult): QueryResult<R> {
  const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
  return changes ? { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows as R[] }
}

/** The transaction whose statements `connection` runs. */
export const transactionOn = (connection: DatabaseConnection): Transaction =>
  new TransactionClass<Tables>({
    config: { dialect },
    dialect,
    driver,
    executor: executor.withConnectionProvider(new SingleConnectionProvider(connection)),
  })
