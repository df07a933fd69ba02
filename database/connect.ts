import { type Cellar, makeCellar } from './cellar.ts'
import { openPostgres, type Report } from './connections.ts'
import { type EmbeddedPlace, openEmbedded } from './embedded.ts'

export { afterCommit } from './after-commit.ts'
export type { Cellar, CompanyContext, DoorOptions } from './cellar.ts'
export { ownSites, withinSites } from './own-sites.ts'
export { brokenConstraint, sqlState } from './sql-state.ts'
export type { Transaction } from './transaction.ts'

export interface ConnectOptions extends EmbeddedPlace {
  /** PostgreSQL; absent, the embedded engine serves this one process. */
  databaseUrl?: string | undefined
  /** Connections to PostgreSQL; the embedded engine has one. */
  poolSize?: number | undefined
  /** Hears of lost connections and failed after-commit hooks. */
  report?: Report | undefined
}

export async function connect(options: ConnectOptions = {}): Promise<Cellar> {
  const report = options.report ?? console.error
  const connections =
    options.databaseUrl === undefined || options.databaseUrl === ''
      ? await openEmbedded(options, report)
      : openPostgres(options.databaseUrl, options.poolSize ?? 10, report)
  return makeCellar(connections, report)
}
