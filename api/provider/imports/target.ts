import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { readableBlocks } from '#domain/provider/draft.ts'
import type { ExistingLine } from '#domain/provider/import/difference.ts'
import type { NumberBlock } from '#domain/provider/number-blocks.ts'
import { countDraftLines, findDraft } from '../activation/draft.sql.ts'
import * as sql from './import.sql.ts'

/** Whose lines a file's rows become: a customer that is being prepared, or one that exists. */
export type Target = {
  readonly kind: 'draft' | 'company'
  readonly id: string
  readonly name: string
  readonly sites: readonly string[]
  readonly blocks: readonly NumberBlock[]
  readonly linesNow: number
}

export type Whose = { readonly draft_id: string | null; readonly company_id: string | null }

/** @throws {Problem} not-found, draft.activated, company.closed */
export async function findTarget(trx: Transaction, whose: Whose): Promise<Target> {
  if (whose.draft_id !== null) {
    const draft = await findDraft(trx, whose.draft_id)
    if (!draft) throw new Problem('not-found')
    if (draft.activated_company) throw new Problem('draft.activated', { companyId: draft.activated_company })
    const { lines } = await countDraftLines(trx, draft.id)
    return {
      kind: 'draft',
      id: draft.id,
      name: draft.name,
      sites: draft.data.sites.map((site) => site.name),
      blocks: readableBlocks(draft.data),
      linesNow: lines,
    }
  }
  const company = whose.company_id === null ? undefined : await sql.findCompany(trx, whose.company_id)
  if (!company) throw new Problem('not-found')
  if (company.closed_at) throw new Problem('company.closed')
  const sites = await sql.findSites(trx, company.id)
  const { lines } = await sql.countLines(trx, company.id)
  // The ranges of a company that began without any are those of its lines: a new number lies in none of them.
  return {
    kind: 'company',
    id: company.id,
    name: company.name,
    sites: sites.map(({ name }) => name),
    blocks: [],
    linesNow: lines,
  }
}

/** A company's lines by their number; those that were given up count as nobody's. */
export async function existingLines(
  trx: Transaction,
  companyId: string,
  { lock }: { lock: boolean },
): Promise<Map<string, ExistingLine>> {
  const rows = await sql.findLines(trx, companyId, { lock })
  return new Map(
    rows.map((row) => [
      row.number,
      {
        id: row.id,
        number: row.number,
        extension: row.extension,
        name: row.name,
        site: row.site,
        service: row.service,
        userType: row.user_type,
        email: row.email,
        emailVerified: row.email_status === 'verified',
        mobile: row.mobile,
      },
    ]),
  )
}
