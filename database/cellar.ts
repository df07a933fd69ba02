import { setTimeout } from 'node:timers/promises'
import type { Bell } from './bell.ts'
import type { Connections, Report } from './connections.ts'
import { makeDoor, type Work } from './door.ts'
import { ownSites } from './own-sites.ts'
import { makeOwner, type Owner } from './owner.ts'
import { type Person, Together } from './together.ts'

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
  /** With `once`: its commit may be shared with others of the same moment. The work cannot undo its statement any more. */
  together?: boolean
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
  const together = new Together(pool, portalRole)
  return {
    engine,
    inCompany: async (context, work, options) => {
      const person = personOf(context)
      const words = opening(openingAs(person, options), options)
      return through(words, work, options?.together ? { together, person } : undefined)
    },
    asService: async (work, options) => through(opening(`${begin(options)};SET LOCAL ROLE osw_service`, options), work),
    owner: makeOwner(pool),
    ...connections.bell,
    ping: () => withinTwoSeconds(pool.query('SELECT 1')),
    close: () => connections.close(),
  }
}

const opening = (words: string, options: DoorOptions | undefined) => ({ words, once: options?.once === true })

const begin = (options: DoorOptions | undefined): string => (options?.readOnly ? 'BEGIN READ ONLY' : 'BEGIN')

const portalRole = 'osw_portal'

function openingAs(person: Person, options?: DoorOptions): string {
  let opening = `${begin(options)};SET LOCAL ROLE ${portalRole}`
  for (const [setting, value] of Object.entries(person)) opening += `;SET LOCAL ${setting}='${value}'`
  return opening
}

/** What row-level security reads, in words that may stand in SQL. */
function personOf({ companyId, lineId, subjectId }: CompanyContext): Person {
  const sites = ownSites()
  return {
    'app.company': uuid(companyId),
    ...(lineId === undefined ? {} : { 'app.line': uuid(lineId) }),
    ...(subjectId === undefined ? {} : { 'app.subject': uuid(subjectId) }),
    ...(sites === undefined ? {} : { 'app.sites': `{${sites.map(uuid).join(',')}}` }),
  }
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
