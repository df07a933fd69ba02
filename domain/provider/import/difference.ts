import type { UserType } from '../../directory/line.ts'
import { nameKey } from '../../directory/search-text.ts'
import type { CompanyFileColumn } from '../company-file-columns.ts'
import type { CompanyFileLine } from '../company-file-line.ts'

/** A line of a company that exists, as the difference sees it. */
export type ExistingLine = {
  readonly id: string
  readonly number: string
  readonly extension: string
  readonly name: string
  readonly site: string
  readonly service: string
  readonly userType: UserType
  readonly email: string | null
  readonly emailVerified: boolean
  readonly mobile: string | null
}

export const comparedColumns = ['extension', 'name', 'site', 'service', 'userType', 'email', 'mobile'] as const
export type ComparedColumn = (typeof comparedColumns)[number]

export type CellChange = { readonly column: ComparedColumn; readonly before: string; readonly after: string }

/** What the file says and does not happen: somebody has to do it on purpose, elsewhere. */
export type Kept = {
  readonly column: ComparedColumn
  readonly why: 'email-verified' | 'role'
  /** What the file says. */
  readonly after: string
}

export type Difference =
  | { readonly kind: 'added' }
  | { readonly kind: 'same'; readonly lineId: string; readonly kept: readonly Kept[] }
  | {
      readonly kind: 'changed'
      readonly lineId: string
      readonly changes: readonly CellChange[]
      readonly kept: readonly Kept[]
    }

/**
 * What a row of a file means for a company that exists. An empty cell, or a column that the file does not have, says
 * nothing: nothing is erased by a file.
 * @param says the columns of which the row says something
 */
export function differenceOf(
  line: CompanyFileLine,
  says: ReadonlySet<CompanyFileColumn>,
  existing: ExistingLine | undefined,
): Difference {
  if (existing === undefined) return { kind: 'added' }
  const changes: CellChange[] = []
  const kept: Kept[] = []
  for (const column of comparedColumns) {
    if (!says.has(column)) continue
    const before = existing[column] ?? ''
    const after = line[column] ?? ''
    if (after === '' || isSame(column, before, after)) continue
    const why = whyKept(column, existing, line)
    if (why) kept.push({ column, why, after })
    else changes.push({ column, before, after })
  }
  const { id: lineId } = existing
  return changes.length > 0 ? { kind: 'changed', lineId, changes, kept } : { kind: 'same', lineId, kept }
}

/** Sites are known by their key; an address counts by its letters, whatever their case. */
function isSame(column: ComparedColumn, before: string, after: string): boolean {
  if (column === 'site') return nameKey(before) === nameKey(after)
  if (column === 'email') return before.toLowerCase() === after.toLowerCase()
  return before === after
}

/** A proved address is replaced by its owner alone (spec/security 2.2); who administers is said in "Ruoli". */
function whyKept(column: ComparedColumn, existing: ExistingLine, line: CompanyFileLine): Kept['why'] | undefined {
  if (column === 'email' && existing.emailVerified) return 'email-verified'
  const administers = existing.userType === 'administrator' || line.userType === 'administrator'
  return column === 'userType' && administers ? 'role' : undefined
}

/** Whether what is found now is what somebody was shown. */
export function isSameDifference(one: Difference, other: Difference): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind === 'added' || other.kind === 'added') return true
  if (one.lineId !== other.lineId) return false
  const changes = (difference: Difference) =>
    difference.kind === 'changed' ? difference.changes.map(({ column, before, after }) => [column, before, after]) : []
  return JSON.stringify(changes(one)) === JSON.stringify(changes(other))
}
