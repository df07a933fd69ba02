import { randomUUID } from 'node:crypto'
import type { Answer } from '#contract/client.ts'
import type { Transaction } from '#database/connect.ts'
import type { UserType } from '#domain/directory/line.ts'
import { Problem } from '#domain/problem.ts'
import * as cell from '#domain/provider/company-file-cells.ts'
import { companyFileColumns } from '#domain/provider/company-file-columns.ts'
import { type CompanyFileLine, lineReader } from '#domain/provider/company-file-line.ts'
import { readableBlocks } from '#domain/provider/draft.ts'
import { importLayout } from '#domain/provider/import/mapping.ts'
import type { House } from '../../house.ts'
import { findNumbersElsewhere, findServices } from '../imports/import.sql.ts'
import * as sql from './draft.sql.ts'
import { lockOpen } from './drafts.ts'

type Lines = Answer<'GET /api/provider/drafts/:draftId/lines'>
type ShownLine = Lines['lines'][number]

/** A line as somebody types it. */
export type TypedLine = {
  readonly number: string
  readonly extension: string
  readonly name: string
  readonly site: string
  readonly service: string
  readonly userType: UserType
  readonly email: string
  readonly mobile: string
}

export function listDraftLines(
  { cellar }: Pick<House, 'cellar'>,
  draftId: string,
  { search, page, size }: { search?: string | undefined; page: number; size: number },
): Promise<Lines> {
  return cellar.asService(
    async (trx) => {
      if (!(await sql.findDraft(trx, draftId))) throw new Problem('not-found')
      const { lines: total } = await sql.countFoundLines(trx, draftId, search)
      const rows = await sql.findDraftLines(trx, draftId, search, { limit: size, offset: (page - 1) * size })
      return { total, page, size, lines: rows.map(present) }
    },
    { readOnly: true },
  )
}

/**
 * Adds or changes one line of a draft by hand, under the rules of a file's row.
 * @throws {Problem} not-found, draft.activated, draft.line-refused with `column:code` for every cell that will not do
 */
export function putDraftLine(
  { cellar }: Pick<House, 'cellar'>,
  draftId: string,
  typed: TypedLine,
  lineId?: string,
): Promise<ShownLine> {
  return cellar.asService(async (trx) => {
    const draft = await lockOpen(trx, draftId)
    const id = lineId ?? randomUUID()
    const line = await readLine(trx, draft, typed, id)
    const row = {
      id,
      draft_id: draftId,
      number: line.number,
      extension: line.extension,
      name: line.name,
      site: line.site,
      service: line.service,
      user_type: line.userType,
      email: line.email,
      mobile: line.mobile,
    }
    if (lineId === undefined) await sql.insertDraftLine(trx, row)
    else if (!(await sql.updateDraftLine(trx, row)).numUpdatedRows) throw new Problem('not-found')
    return present(row)
  })
}

async function readLine(trx: Transaction, draft: sql.Draft, typed: TypedLine, id: string): Promise<CompanyFileLine> {
  const blocks = readableBlocks(draft.data)
  const sites = draft.data.sites.map(({ name }) => name)
  const services = await findServices(trx)
  const number = cell.readOwnNumber(typed.number.trim())
  const inUse = 'value' in number ? new Set(await findNumbersElsewhere(trx, [number.value], null)) : new Set<string>()
  const reader = lineReader(importLayout, { services, sites, blocks, inUse })
  const cells: Readonly<Record<string, string>> = { ...typed, userType: '' }
  const line = reader.read({ row: 1, cells: companyFileColumns.map((column) => cells[column] ?? '') })
  const flaws = reader.problems.map(({ column, code }) => `${column}:${code}`)
  if (line) {
    for (const same of await sql.findSameInDraft(trx, draft.id, { ...line, id })) {
      if (same.number === line.number) flaws.push('number:number-twice')
      else flaws.push('extension:extension-twice')
    }
  }
  if (!line || flaws.length > 0) throw new Problem('draft.line-refused', { flaws })
  return { ...line, userType: typed.userType }
}

/** @throws {Problem} not-found, draft.activated */
export function deleteDraftLine(
  { cellar }: Pick<House, 'cellar'>,
  draftId: string,
  lineId: string,
): Promise<undefined> {
  return cellar.asService(async (trx) => {
    await lockOpen(trx, draftId)
    if (!(await sql.deleteDraftLine(trx, draftId, lineId)).numDeletedRows) throw new Problem('not-found')
    return undefined
  })
}

type Row = Awaited<ReturnType<typeof sql.findAllDraftLines>>[number]

const present = ({ draft_id: _, user_type, email, mobile, ...line }: Row): ShownLine => ({
  ...line,
  userType: user_type,
  email: email ?? '',
  mobile: mobile ?? '',
})
