import type { Cellar, Transaction } from '#database/connect.ts'
import type { FirstAccessState } from '#database/tables.ts'
import { addDays, type Clock } from '#domain/clock.ts'
import type { LiveSession } from '../access/sessions.ts'
import { countStates, findActivations, findStates, findToday } from './first-access-board.sql.ts'
import { partOf } from './own-sites.sql.ts'
import { createVersionedMemory } from './versioned-memory.ts'

/** Above this one lamp a line says less than a bar (design 09). */
const mostLamps = 100
const latestActivations = 10
const expiryDays = 30
const memoryBytes = 4 * 1024 * 1024
const lampBytes = 24

/** How far a company is, and its lamps if it is small. */
type Tally = {
  readonly total: number
  readonly counts: Record<FirstAccessState, number>
  readonly lamps: FirstAccessState[] | null
}

const nobody: Record<FirstAccessState, number> = {
  completed: 0,
  'email-to-confirm': 0,
  'email-missing': 0,
  'temporary-password': 0,
  'never-entered': 0,
}

/** The first-access board of Gestione dati (spec/security 1.4.8; design 09). */
export function createFirstAccessBoard({ cellar, clock }: { cellar: Cellar; clock: Clock }) {
  const tallies = createVersionedMemory<Tally>(memoryBytes, ({ lamps }) => 200 + lampBytes * (lamps?.length ?? 0))

  /** The version is read first: a change in between makes the kept tally look older than it is, never newer. */
  async function tallyOf(trx: Transaction, companyId: string, version: number): Promise<Tally> {
    const part = partOf(companyId)
    const known = tallies.recall(part)
    if (known?.version === version) return known.value
    const states = await countStates(trx, companyId)
    const total = states.reduce((sum, { lines }) => sum + lines, 0)
    const counts = { ...nobody, ...Object.fromEntries(states.map(({ state, lines }) => [state, lines])) }
    const lamps = total <= mostLamps ? await findStates(trx, companyId, mostLamps) : null
    return tallies.keep(part, version, { total, counts, lamps }).value
  }

  return (session: LiveSession) => {
    const { companyId } = session.line
    const from = clock()
    return cellar.inCompany(
      { companyId },
      async (trx) => {
        const { today, expiring, unreachable, version } = await findToday(trx, companyId, {
          from,
          until: addDays(from, expiryDays),
        })
        const tally = await tallyOf(trx, companyId, version ?? 0)
        const activations = await findActivations(trx, companyId, latestActivations)
        return {
          ...tally,
          activations: activations.map(({ line_id, at, ...rest }) => ({
            lineId: line_id,
            at: at.toISOString(),
            ...rest,
          })),
          activationsToday: today,
          expiring: { within30Days: expiring, withoutEmail: unreachable },
        }
      },
      { readOnly: true },
    )
  }
}
