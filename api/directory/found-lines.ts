import type { Cellar, Transaction } from '#database/connect.ts'
import type { Clock } from '#domain/clock.ts'
import { filterKey, type LineFilter, type SortField } from './line-filter.ts'
import { findLines, findOrder, findVersion, hasTrigram } from './lines.sql.ts'
import { findNames } from './names.sql.ts'
import { createNames, type ListedLine } from './names.ts'
import { countIds, idsBetween, ownCopy, type PackedIds } from './packed-ids.ts'
import { createVersionedMemory, type Versioned } from './versioned-memory.ts'

export type Order = { readonly filter: LineFilter; readonly sort: SortField; readonly descending: boolean }
export type Page = Order & { readonly page: number; readonly size: number }
export type Found = { readonly total: number; readonly lines: readonly ListedLine[] }

export type FoundLines = {
  /** One page of the lines that a filter finds, and how many it finds in all. */
  page(page: Page): Promise<Found>
  /** The ids of all of them, in ascending order. */
  order(order: Order): Promise<PackedIds>
  /** Lines of a company in the order of their ids; those that are gone are left out. */
  lines(trx: Transaction, companyId: string, ids: readonly string[]): Promise<ListedLine[]>
}

/** How a question gets its transaction. */
type Ask = <T>(question: (trx: Transaction) => Promise<T>) => Promise<T>

/** About 100 orders of 10,000 lines, or 2,000 of 500. */
const ordersBytes = 16 * 1024 * 1024
const triesForSteadyPage = 3
/** Every question here is one statement. */
const oneQuestion = { readOnly: true, once: true }

/**
 * Pages of the list, all in the same time wherever they are: the order of all ids is kept as long as the directory
 * has not changed, and a page is read by its ids. No page is read with ORDER BY and LIMIT: in a database of few
 * large companies PostgreSQL would walk the index of all numbers, past every other company's.
 */
export function createFoundLines(cellar: Cellar, clock: Clock): FoundLines {
  const orders = createVersionedMemory<PackedIds>(ordersBytes, (ids) => ids.length)
  const withNames = createNames()

  /** What a quick view shows changes with the clock, the telephones and the forwards: it is read each time. */
  const recall = (order: Order) => (order.filter.view === undefined ? orders.recall(orderKey(order)) : undefined)

  async function readPage(page: Page): Promise<Found> {
    const from = (page.page - 1) * page.size
    let order = recall(page) ?? (await readOrder(page))
    for (let triesLeft = triesForSteadyPage; ; triesLeft--) {
      const ids = idsBetween(order.value, from, from + page.size, page.descending)
      const { version, lines } = await read(page.filter.companyId, ids, (work) => inCompany(page.filter, work))
      // Without an end, a company that changes faster than we read would wait for ever.
      if (version === order.version || triesLeft === 1) return { total: countIds(order.value), lines }
      order = await readOrder(page)
    }
  }

  async function read(companyId: string, ids: readonly string[], ask: Ask) {
    const rows = ids.length > 0 ? await ask((trx) => findLines(trx, companyId, ids)) : []
    const version = rows[0]?.version ?? (await ask((trx) => findVersion(trx, companyId)))
    const named = await withNames(companyId, rows, () => ask((trx) => findNames(trx, companyId)))
    const lines = new Map(named.map((line) => [line.id, line]))
    return { version, lines: ids.map((id) => lines.get(id)).filter((line) => line !== undefined) }
  }

  /**
   * What the index of trigrams can find goes through the service door: under row-level security PostgreSQL may not
   * answer `LIKE` from an index, because that operator is not leakproof, and would read the whole company each time
   * (25 times slower at 10,000 lines). Only ids come back; the lines are then read through the company's door.
   */
  async function readOrder(order: Order): Promise<Versioned<PackedIds>> {
    const { filter, sort } = order
    const find = (trx: Transaction) => findOrder(trx, filter, sort, clock())
    // A quick view also asks what is each line's own: whether a forward leads outside.
    const throughService = filter.view !== undefined || filter.terms.some(hasTrigram)
    const { version, ids } = await (throughService ? cellar.asService(find, oneQuestion) : inCompany(filter, find))
    if (filter.view !== undefined) return { version, value: ids }
    return orders.keep(orderKey(order), version, ownCopy(ids))
  }

  function inCompany<T>({ companyId }: LineFilter, work: (trx: Transaction) => Promise<T>): Promise<T> {
    return cellar.inCompany({ companyId }, work, oneQuestion)
  }

  return {
    page: readPage,
    async order(order) {
      const known = recall(order)
      if (!known) return (await readOrder(order)).value
      const version = await inCompany(order.filter, (trx) => findVersion(trx, order.filter.companyId))
      return version === known.version ? known.value : (await readOrder(order)).value
    },
    lines: async (trx, companyId, ids) => (await read(companyId, ids, (work) => work(trx))).lines,
  }
}

/** Descending is the same order read from its end. */
const orderKey = ({ filter, sort }: Order): string => `${filterKey(filter)}${sort}`
