import { nameKey, searchTerms } from '#domain/directory/search-text.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import { findCompany } from './customers.sql.ts'
import { countLinesOfCompany, type FoundLine, findLines, findLinesOfCompany } from './lines.sql.ts'
import { readSearch } from './read-search.ts'

type Page = { search: string; page: number; size: number }

/** The lines of one customer. @throws {Problem} not-found */
export async function listLinesOfCustomer({ cellar }: House, companyId: string, { search, page, size }: Page) {
  const terms = searchTerms(search)
  return cellar.asService(
    async (trx) => {
      if (!(await findCompany(trx, companyId))) throw new Problem('not-found')
      const found = await findLinesOfCompany(trx, companyId, terms, { limit: size, offset: (page - 1) * size })
      return { lines: found.map(presentLine), total: await countLinesOfCompany(trx, companyId, terms) }
    },
    { readOnly: true },
  )
}

const linesOnPage = 25

/** "Linee": any line of any customer; nothing until something is typed. */
export async function searchLines({ cellar }: House, { search, page }: { search: string; page: number }) {
  const read = readSearch(search)
  const meant = { ...read, words: read.number || read.beginnings.length ? [] : [nameKey(search)].filter(Boolean) }
  if (!meant.number && meant.beginnings.length === 0 && meant.words.length === 0) return { lines: [], more: false }
  const found = await cellar.asService(
    (trx) => findLines(trx, meant, { limit: linesOnPage + 1, offset: (page - 1) * linesOnPage }),
    { readOnly: true },
  )
  return { lines: found.slice(0, linesOnPage).map(presentLine), more: found.length > linesOnPage }
}

const presentLine = (line: FoundLine) => ({
  id: line.id,
  number: line.number,
  extension: line.extension,
  name: line.name,
  site: line.site,
  service: line.service,
  administrator: line.role === 'administrator',
  account: line.account,
  firstAccess: line.first_access,
  customer: { id: line.company_id, name: line.company },
})
