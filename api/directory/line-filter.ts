import type { z } from 'zod'
import type { searchField, sortField } from '#contract/directory.ts'
import type { FirstAccessState } from '#database/tables.ts'
import type { QuickView } from '#domain/directory/quick-view.ts'
import { searchTerms } from '#domain/directory/search-text.ts'
import { partOf } from './own-sites.sql.ts'

export type SearchField = z.output<typeof searchField>
export type SortField = z.output<typeof sortField>

/** What narrows the list, as the contract's query and the export's body say it. */
export type AskedFilter = {
  readonly site?: string | undefined
  readonly search?: string | undefined
  readonly field: SearchField
  readonly firstAccess?: FirstAccessState | undefined
  readonly view?: QuickView | undefined
}

/** The same, ready for the database: every term must occur. */
export type LineFilter = {
  readonly companyId: string
  readonly site: string | undefined
  readonly firstAccess: FirstAccessState | undefined
  readonly view: QuickView | undefined
  readonly field: SearchField
  readonly terms: readonly string[]
}

/** The company comes from the session and from nowhere else (spec/security 4.5, I06). */
export function lineFilter(companyId: string, asked: AskedFilter): LineFilter {
  const terms = searchTerms(asked.search ?? '')
  // Without a term the field does not matter; one spelling of "no search" is one place in the memory.
  const field = terms.length === 0 ? 'any' : asked.field
  return { companyId, site: asked.site, firstAccess: asked.firstAccess, view: asked.view, field, terms }
}

/** Names what is found, whatever its order; begins with the company, so that no two companies share a place. */
export function filterKey({ companyId, site, firstAccess, view, field, terms }: LineFilter): string {
  return JSON.stringify([partOf(companyId), site ?? '', firstAccess ?? '', view ?? '', field, ...terms])
}
