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

/** A connection that answers only until its transaction ends: a forgotten `await` must not run as someone else. */
class TransactionConnection implements DatabaseConnection {
  readonly #client: PoolClient
  #over = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  end(): void {
    this.#over = true
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('This transaction is over')
    const { command, rowCount, rows } = await this.#client.query({
      name: statementName(sql),
      text: sql,
      values: [...parameters],
    })
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return changes ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed; read them page by page')
  }
}

/** The transaction that runs on `client`, and the way to end its validity. */
export function transactionOn(client: PoolClient): { trx: Transaction; end: () => void } {
  const connection = new TransactionConnection(client)
  const trx = new TransactionClass<Tables>({
    config: { dialect },
    dialect,
    driver,
    executor: executor.withConnectionProvider(new SingleConnectionProvider(connection)),
  })
  return { trx, end: () => connection.end() }
}
