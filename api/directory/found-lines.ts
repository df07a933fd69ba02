import type { Cellar } from '#database/connect.ts'
import { filterKey, type LineFilter, type SortField } from './line-filter.ts'
import { findFirstPage, findLines, findOrder, findVersion, type ListedLine } from './lines.sql.ts'
import { countIds, idsBetween, type PackedIds } from './packed-ids.ts'
import { createVersionedMemory, type Versioned } from './versioned-memory.ts'

export type Order = { readonly filter: LineFilter; readonly sort: SortField; readonly descending: boolean }
export type Page = Order & { readonly page: number; readonly size: number }
export type Found = { readonly total: number; readonly rows: readonly ListedLine[] }

export type FoundLines = {
  /** One page of the lines that a filter finds, and how many it finds in all. */
  page(page: Page): Promise<Found>
  /** The ids of all of them, in ascending order. */
  order(order: Order): Promise<PackedIds>
}

const ordersBytes = 24 * 1024 * 1024
const totalsBytes = 4 * 1024 * 1024
const numberBytes = 8
const triesForSteadyPage = 3
const readOnly = { readOnly: true }

/**
 * Pages of the list in the same time, wherever they are: the first comes straight from an index, every other one
 * from the order of all ids, which is kept as long as the directory has not changed. Totals are kept likewise.
 */
export function createFoundLines(cellar: Cellar): FoundLines {
  const totals = createVersionedMemory<number>(totalsBytes, () => numberBytes)
  const orders = createVersionedMemory<PackedIds>(ordersBytes, (ids) => ids.length)

  function firstPage(page: Page): Promise<Found> {
    const key = filterKey(page.filter)
    const known = totals.recall(key)
    const read = async (trx: Parameters<typeof findFirstPage>[0]): Promise<Found> => {
      const rows = await findFirstPage(trx, page, known === undefined)
      if (!rows[0]) return { total: 0, rows }
      if (known?.version === rows[0].version) return { total: known.value, rows }
      const counted = known ? await findFirstPage(trx, page, true) : rows
      const total = counted[0]?.total ?? 0
      if (counted[0]) totals.keep(key, counted[0].version, total)
      return { total, rows: counted }
    }
    return cellar.inCompany(companyOf(page.filter), read, readOnly)
  }

  async function anyPage(page: Page): Promise<Found> {
    const from = (page.page - 1) * page.size
    let order = orders.recall(orderKey(page)) ?? (await readOrder(page))
    for (let triesLeft = triesForSteadyPage; ; triesLeft--) {
      const ids = idsBetween(order.value, from, from + page.size, page.descending)
      const { version, rows } = await readLines(page.filter, ids)
      // Without an end, a company that changes faster than we read would wait for ever.
      if (version === order.version || triesLeft === 1) return { total: countIds(order.value), rows }
      order = await readOrder(page)
    }
  }

  function readLines(filter: LineFilter, ids: readonly string[]) {
    return cellar.inCompany(
      companyOf(filter),
      async (trx) => {
        const rows = ids.length > 0 ? await findLines(trx, filter.companyId, ids) : []
        const version = rows[0]?.version ?? (await findVersion(trx, filter.companyId))
        return { version, rows: inOrder(rows, ids) }
      },
      readOnly,
    )
  }

  async function readOrder(order: Order): Promise<Versioned<PackedIds>> {
    const { version, ids } = await readIds(cellar, order)
    return orders.keep(orderKey(order), version, ids)
  }

  return {
    page(page) {
      // No index holds the order of the sites' names, nor what a search finds.
      const direct = page.page === 1 && page.sort !== 'site' && page.filter.terms.length === 0
      return direct ? firstPage(page) : anyPage(page)
    },
    async order(order) {
      const { filter } = order
      const known = orders.recall(orderKey(order))
      const version =
        known && (await cellar.inCompany(companyOf(filter), (trx) => findVersion(trx, filter.companyId), readOnly))
      return known && known.version === version ? known.value : (await readOrder(order)).value
    },
  }
}

/**
 * A search goes through the service door: under row-level security PostgreSQL may not answer `LIKE` from an index,
 * because that operator is not leakproof, and would read the whole company each time (25 times slower at 10,000
 * lines). Only ids come back this way; the lines are then read through the company's door, which shows no other's.
 */
function readIds(cellar: Cellar, { filter, sort }: Order) {
  const { terms } = filter
  if (terms.length > 0) return cellar.asService((trx) => findOrder(trx, filter, sort), readOnly)
  return cellar.inCompany(companyOf(filter), (trx) => findOrder(trx, filter, sort), readOnly)
}

const companyOf = ({ companyId }: LineFilter) => ({ companyId })

/** Descending is the same order read from its end. */
const orderKey = ({ filter, sort }: Order): string => `${filterKey(filter)}${sort}`

function inOrder(rows: readonly ListedLine[], ids: readonly string[]): ListedLine[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined)
}
