import { setTimeout } from 'node:timers/promises'
import type { Bell } from './bell.ts'
import type { Connections, Report } from './connections.ts'
import { makeDoor, type Work } from './door.ts'
import { ownSites } from './own-sites.ts'
import { makeOwner, type Owner } from './owner.ts'

/** For whom a company's transaction runs. Row-level security reads it (`current_company()` and its sisters). */
export interface CompanyContext {
  companyId: string
  /** The viewer's own line. */
  lineId?: string | undefined
  /** The line the viewer holds an acting grant for. */
  subjectId?: string | undefined
}

export interface DoorOptions {
  readOnly?: boolean
  /** The work is one statement: it goes to the database together with the opening words and the commit. */
  once?: boolean
}

/** The database, behind two doors. Both are transactions; neither runs as the owner. */
export interface Cellar extends Bell {
  readonly engine: Connections['engine']
  /** As `osw_portal`: row-level security shows one company and, in person-scoped tables, one person. */
  inCompany<T>(context: CompanyContext, work: Work<T>, options?: DoorOptions): Promise<T>
  /** As `osw_service`: before the company is known, and for what runs by the clock. */
  asService<T>(work: Work<T>, options?: DoorOptions): Promise<T>
  readonly owner: Owner
  /** Rejects when the database does not answer within two seconds. */
  ping(): Promise<void>
  close(): Promise<void>
}

export function makeCellar(connections: Connections, report: Report): Cellar {
  const { engine, pool } = connections
  const through = makeDoor(pool, report)
  return {
    engine,
    inCompany: async (context, work, options) => through(opening(openingInCompany(context, options), options), work),
    asService: async (work, options) => through(opening(`${begin(options)};SET LOCAL ROLE osw_service`, options), work),
    owner: makeOwner(pool),
    ...connections.bell,
    ping: () => withinTwoSeconds(pool.query('SELECT 1')),
    close: () => connections.close(),
  }
}

const opening = (words: string, options: DoorOptions | undefined) => ({ words, once: options?.once === true })

const begin = (options: DoorOptions | undefined): string => (options?.readOnly ? 'BEGIN READ ONLY' : 'BEGIN')

function openingInCompany({ companyId, lineId, subjectId }: CompanyContext, options?: DoorOptions): string {
  let opening = `${begin(options)};SET LOCAL ROLE osw_portal;SET LOCAL app.company='${uuid(companyId)}'`
  if (lineId !== undefined) opening += `;SET LOCAL app.line='${uuid(lineId)}'`
  if (subjectId !== undefined) opening += `;SET LOCAL app.subject='${uuid(subjectId)}'`
  const sites = ownSites()
  if (sites !== undefined) opening += `;SET LOCAL app.sites='{${sites.map(uuid).join(',')}}'`
  return opening
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** SET takes no parameters, so what goes into its text is checked to be nothing but a UUID. */
function uuid(value: string): string {
  if (!UUID.test(value)) throw new TypeError('Not a UUID')
  return value
}

async function withinTwoSeconds(answer: Promise<unknown>): Promise<void> {
  const tooLate = setTimeout(2_000, undefined, { ref: false }).then(() => {
    throw new Error('The database does not answer')
  })
  await Promise.race([answer, tooLate])
}
