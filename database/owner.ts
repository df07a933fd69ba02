import type { Pool } from 'pg'

/** The owner's own entrance, past row security: for migrations and for proofs about the schema, nothing else. */
export interface OwnerSession {
  /** Any number of statements, `$$` bodies included, as one simple query. */
  run(statements: string): Promise<void>
  rows<Row extends object>(sql: string, parameters?: unknown[]): Promise<Row[]>
}

export interface Owner {
  /** One connection for as long as `work` lasts, without the time limits that requests have. */
  session<T>(work: (session: OwnerSession) => Promise<T>): Promise<T>
}

const UNLIMITED = 'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0'

export function makeOwner(pool: Pool): Owner {
  return {
    async session(work) {
      const client = await pool.connect()
      try {
        await client.query(UNLIMITED)
        const result = await work({
          async run(statements) {
            await client.query(statements)
          },
          async rows<Row extends object>(sql: string, parameters: unknown[] = []) {
            return (await client.query<Row>(sql, parameters)).rows
          },
        })
        await client.query('RESET ALL')
        client.release()
        return result
      } catch (error) {
        await client.query('ROLLBACK; RESET ALL').then(
          () => client.release(),
          () => client.release(true),
        )
        throw error
      }
    },
  }
}
