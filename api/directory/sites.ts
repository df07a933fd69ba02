import type { Cellar } from '#database/connect.ts'
import type { LiveSession } from '../access/sessions.ts'
import { partOf } from './own-sites.sql.ts'
import { countLinesOfSites, findSites } from './sites.sql.ts'
import { createVersionedMemory } from './versioned-memory.ts'

type LinesOfSites = ReadonlyMap<string, number>

const memoryBytes = 4 * 1024 * 1024
const siteBytes = 100

/** For the filter "Cerca gli utenti all'interno della: Sede" (S58): every site, also one without lines, that the viewer answers for. */
export function createSites(cellar: Cellar) {
  const memory = createVersionedMemory<LinesOfSites>(memoryBytes, ({ size }) => size * siteBytes)
  return ({ line: { companyId } }: LiveSession) =>
    cellar.inCompany(
      { companyId },
      async (trx) => {
        const sites = await findSites(trx, companyId)
        // The version is read before the count: a change in between makes the count look older than it is.
        const version = sites[0]?.version ?? 0
        const part = partOf(companyId)
        const known = memory.recall(part)
        const lines =
          known?.version === version
            ? known.value
            : memory.keep(part, version, await countLinesOfSites(trx, companyId)).value
        return { sites: sites.map(({ id, name }) => ({ id, name, lines: lines.get(id) ?? 0 })) }
      },
      { readOnly: true },
    )
}
