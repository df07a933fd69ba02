import { randomUUID } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { Received } from '#contract/route.ts'
import type { shortCodesRoutes } from '#contract/short-codes.ts'
import type { Destination } from '#domain/call-handling/settings.ts'
import { codesOfRange, conflictFinder } from '#domain/dial-plan/code-conflicts.ts'
import { shortCodeLimits } from '#domain/dial-plan/short-code.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { meant, rowsOf } from '#domain/provider/company-file-text.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { KnownCompany } from '../call-handling/facts/known-company.ts'
import { type Ground, groundOf } from '../call-handling/ground.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { findCodes } from './codes-in-use.sql.ts'
import * as sql from './short-codes.sql.ts'
import { cleanLabel, destinationsOf, historyFacts } from './short-codes.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type AskedImport = Received<(typeof shortCodesRoutes)['POST /api/short-codes/import']>['body']

const mark = '\ufeff'
const mostTold = 100
const headings = ['Codice', 'Fino a', 'Descrizione', 'Numero', 'Visibile agli utenti'] as const

/**
 * The whole list as Italian Excel and the import below read it (spec/security 4.4): semicolons, UTF-8 with its mark, no cell
 * that a spreadsheet would run. An extension stands for a colleague where there is one, so that `049` stays `049`.
 * @throws {Problem} throttled
 */
export async function exportShortCodes(house: House, who: Who): Promise<string> {
  const { session } = who
  house.throttles.perSession(session, 'export')
  const { companyId } = session.line
  const { company } = await groundOf(house, session.line.id, companyId)
  return house.cellar.inCompany(contextOf(session), async (trx) => {
    const rows = await sql.findAllEntries(trx, companyId)
    await auditBy(trx, house.clock(), who, 'short-codes.exported', { facts: { rows: rows.length } })
    const cells = rows.map(({ first, last, count, label, to, visible }) => [
      first,
      count > 1 ? last : '',
      label.replace(/[\s\p{Cc}]+/gu, ' '),
      numberOf(to, company),
      visible ? 'sì' : 'no',
    ])
    return (
      mark + stringify([[...headings], ...cells], { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
    )
  })
}

const numberOf = (to: Destination, company: KnownCompany): string => {
  if (to.kind === 'number') return showPhoneNumber(to.number)
  const line = company.lines.get(to.lineId)
  return line ? line.extension || showPhoneNumber(line.number as PhoneNumber) : ''
}

type FileRow = { row: number; first: string; last: string; label: string; to: string; visible: boolean }
type Flaw = { row: number; code: string; reason: string; with: string; name: string }

/**
 * Codes of the file are added, or take the place of what they meant before; codes that are not in it stay. One wrong row,
 * and nothing is changed.
 */
export async function importShortCodes(house: House, who: Who, { text, apply }: AskedImport) {
  const { companyId } = who.session.line
  const ground = await groundOf(house, who.session.line.id, companyId)
  const read = readFile(text)
  if ('refused' in read)
    return { ...nothing, problems: [{ row: 0, code: '', reason: read.refused, with: '', name: '' }], wrong: 1 }
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await sql.holdDialPlan(trx, companyId)
    const inUse = await findCodes(trx, companyId)
    const existing = await sql.findAllEntries(trx, companyId)
    const flaws: Flaw[] = [...read.flaws]
    const planned = read.rows.flatMap((row) => plan(row, existing, ground, flaws) ?? [])
    const replaced = new Set(planned.flatMap(({ before }) => (before ? [before.id] : [])))
    judgeConflicts(planned, inUse, replaced, flaws)
    const changing = planned.filter(({ same }) => !same)
    const counts = {
      rows: read.rows.length + read.flaws.length,
      added: planned.filter(({ before }) => !before).length,
      changed: changing.filter(({ before }) => before).length,
      same: planned.length - changing.length,
      problems: flaws.toSorted((a, b) => a.row - b.row).slice(0, 100),
      wrong: flaws.length,
    }
    if (!apply || flaws.length > 0) return { ...counts, applied: false }
    for (const { before } of changing) if (before) await sql.deleteEntry(trx, before.id)
    await sql.insertEntries(
      trx,
      changing.map(({ row: { label, visible }, codes, to, before }) => ({
        companyId,
        id: before?.id ?? randomUUID(),
        version: (before?.version ?? 0) + 1,
        label,
        visible,
        codes: codes.map((code, i) => ({ code, destination: to[i] as Destination })),
      })),
    )
    house.facts.forgetCompany(trx, companyId)
    const { added, changed } = counts
    // A file that somebody wrote by hand is told in each code's history; a long one as a whole.
    for (const { before, row } of changing.length <= mostTold ? changing : []) {
      const entry = await sql.findEntryOfCode(trx, companyId, row.first)
      if (!entry) continue
      const action = before ? 'short-code.changed' : 'short-code.set'
      await auditBy(trx, house.clock(), who, action, { facts: historyFacts(entry, before, ground.company) })
    }
    await auditBy(trx, house.clock(), who, 'short-codes.imported', { facts: { added, changed } })
    return { ...counts, applied: true }
  })
}

const nothing = { rows: 0, added: 0, changed: 0, same: 0, applied: false }

type Planned = {
  row: FileRow
  codes: string[]
  to: Destination[]
  before: sql.EntryRow | undefined
  same: boolean
}

function plan(row: FileRow, existing: readonly sql.EntryRow[], ground: Ground, flaws: Flaw[]): Planned | undefined {
  const flaw = (reason: string): undefined => {
    flaws.push({ row: row.row, code: row.first, reason, with: row.to, name: '' })
  }
  const count = row.last === '' ? 1 : Number(row.last) - Number(row.first) + 1
  if (row.last.length !== 0 && row.last.length !== row.first.length) return flaw('range')
  if (!(count >= 1 && count <= shortCodeLimits.range)) return flaw('range')
  const codes = codesOfRange(row.first, count)
  if (!codes) return flaw('range')
  try {
    const to = destinationsOf(row.to, codes, ground)
    const before = existing.find(({ first, last }) => first === row.first && last === (row.last || row.first))
    const same =
      before !== undefined &&
      before.label === row.label &&
      before.visible === row.visible &&
      sameTarget(before.to, to[0]) &&
      sameTarget(before.last_to, to.at(-1))
    return { row, codes, to, before, same }
  } catch (error) {
    if (error instanceof Problem) return flaw(String(error.facts.reason))
    throw error
  }
}

const sameTarget = (a: Destination, b: Destination | undefined): boolean =>
  a.kind === 'line' ? b?.kind === 'line' && a.lineId === b.lineId : b?.kind === 'number' && a.number === b.number

function judgeConflicts(
  planned: readonly Planned[],
  inUse: Awaited<ReturnType<typeof findCodes>>,
  replaced: ReadonlySet<string>,
  flaws: Flaw[],
): void {
  const others = new Map([...inUse.shortCodes].filter(([, { id }]) => !replaced.has(id)))
  const find = conflictFinder({ ...inUse, shortCodes: others })
  const seen = new Map<string, number>()
  for (const { row, codes } of planned) {
    for (const code of codes) {
      const twice = seen.get(code)
      if (twice !== undefined) flaws.push({ row: row.row, code, reason: 'twice', with: String(twice), name: '' })
      seen.set(code, row.row)
      const refused = find(code, { kind: 'short-code' }).find((conflict) => conflict.refused)
      if (refused) flaws.push({ row: row.row, code, reason: refused.kind, with: refused.with, name: refused.name })
    }
  }
}

/** Which column is which, by its heading in either language. */
const columnWords = {
  first: ['codice', 'codice breve', 'code', 'short code', 'da', 'from'],
  last: ['fino a', 'a', 'to', 'last', 'up to'],
  label: ['descrizione', 'nome', 'description', 'name', 'label'],
  to: ['numero', 'numero di telefono', 'destinazione', 'number', 'phone number', 'destination'],
  visible: ['visibile agli utenti', 'visibile', 'visible', 'visible to users'],
} as const

function readFile(text: string): { rows: FileRow[]; flaws: Flaw[] } | { refused: string } {
  const read = rowsOf(new TextEncoder().encode(text.replace(/^\ufeff/, '')))
  if ('refused' in read) return { refused: read.refused }
  const [head, ...rest] = read.rows
  if (rest.length > shortCodeLimits.rows) return { refused: 'too-many-rows' }
  const names = head.cells === 'quote-open' ? [] : head.cells.map((cell) => nameKey(meant(cell)))
  const column = (known: readonly string[]) => names.findIndex((name) => known.includes(name))
  const at = {
    first: column(columnWords.first),
    last: column(columnWords.last),
    label: column(columnWords.label),
    to: column(columnWords.to),
    visible: column(columnWords.visible),
  }
  if (at.first < 0 || at.to < 0) return { refused: 'no-columns' }
  const rows: FileRow[] = []
  const flaws: Flaw[] = []
  for (const { row, cells } of rest) {
    if (cells === 'quote-open') {
      flaws.push({ row, code: '', reason: 'quote-open', with: '', name: '' })
      continue
    }
    const cell = (index: number) => (index < 0 ? '' : cleanLabel(meant(cells[index] ?? '')))
    const [first, last, label, to] = [cell(at.first), cell(at.last), cell(at.label), cell(at.to)]
    const flaw = (reason: string) => flaws.push({ row, code: first, reason, with: '', name: '' })
    if (!/^[0-9]{1,6}$/.test(first) || !/^[0-9]{0,6}$/.test(last)) flaw('code-shape')
    else if (to === '') flaw('destination-missing')
    else if (to.length > 40) flaw('not-a-number')
    else if (label.length > shortCodeLimits.label) flaw('label-too-long')
    else rows.push({ row, first, last, label, to, visible: !/^(?:no|n|false|0)$/i.test(cell(at.visible)) })
  }
  return { rows, flaws }
}

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
