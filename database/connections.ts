import { Pool } from 'pg'
import { type Bell, postgresBell } from './bell.ts'
import { rowTypes } from './row-types.ts'

/** Connections to one of the two engines. Both speak through `pg`, so nothing above is written twice. */
export interface Connections {
  readonly engine: 'postgres' | 'embedded'
  readonly pool: Pool
  readonly bell: Bell
  close(): Promise<void>
}

export type Report = (error: unknown) => void

type PoolSettings = NonNullable<ConstructorParameters<typeof Pool>[0]>

/** A pool whose lost connections are reported instead of ending the process. */
export function openPool(settings: PoolSettings, report: Report): Pool {
  const pool = new Pool({ types: rowTypes, connectionTimeoutMillis: 10_000, ...settings })
  pool.on('error', report)
  // pg-pool listens only while a client is idle; one lost in mid-transaction rejects its query
  // and would also raise 'error' with nobody listening.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function openPostgres(databaseUrl: string, poolSize: number, report: Report): Connections {
  const pool = openPool(
    {
      connectionString: databaseUrl,
      max: poolSize,
      application_name: 'office-smart',
      keepAlive: true,
      // No request waits this long; a forgotten one must not hold locks for ever.
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    },
    report,
  )
  const bell = postgresBell(databaseUrl, (sql) => pool.query(sql), report)
  return { engine: 'postgres', pool, bell, close: () => pool.end() }
}
