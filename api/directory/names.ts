import { LRUCache } from 'lru-cache'
import type { LineRecord } from './lines.sql.ts'
import type { Names } from './names.sql.ts'

/** A line as lists show it. */
export type ListedLine = LineRecord & { site_name: string; service_name: string }

export type WithNames = (
  companyId: string,
  lines: readonly LineRecord[],
  /** Asked only when the names are not known. */
  find: () => Promise<Names>,
) => Promise<ListedLine[]>

/** A changed name shows after this long in every process, like a changed session. */
const memoryMilliseconds = 2_000
const mostNames = 100_000

/** Gives lines the names of their sites and services; a site that is new is known at once. */
export function createNames(): WithNames {
  const cache = new LRUCache<string, Names>({
    ttl: memoryMilliseconds,
    maxSize: mostNames,
    sizeCalculation: ({ sites, services }) => sites.size + services.size,
  })
  return async (companyId, lines, find) => {
    if (lines.length === 0) return []
    let names = cache.get(companyId)
    if (!names || lines.some((line) => !names?.sites.has(line.site_id))) {
      names = await find()
      cache.set(companyId, names)
    }
    const { sites, services } = names
    return lines.map((line) => ({
      ...line,
      site_name: sites.get(line.site_id) ?? '',
      service_name: services.get(line.service) ?? '',
    }))
  }
}
