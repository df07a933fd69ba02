import { randomUUID } from 'node:crypto'
import type { Received } from '#contract/route.ts'
import type { shortCodesRoutes } from '#contract/short-codes.ts'
import type { Transaction } from '#database/connect.ts'
import type { AuditFacts } from '#database/tables.ts'
import { readDestination } from '#domain/call-handling/change/read-destination.ts'
import type { Destination } from '#domain/call-handling/settings.ts'
import { codesOfRange, conflictFinder } from '#domain/dial-plan/code-conflicts.ts'
import { administratorsChoice, classOf, providersChoice } from '#domain/dial-plan/destination-class.ts'
import { searchTerms } from '#domain/directory/search-text.ts'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { KnownCompany } from '../call-handling/facts/known-company.ts'
import { type Ground, groundOf } from '../call-handling/ground.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type CompanyCodes, findCodes } from './codes-in-use.sql.ts'
import * as sql from './short-codes.sql.ts'

type Routes = typeof shortCodesRoutes
type Who = Pick<SessionVisit, 'session' | 'caller'>
export type AskedEntry = Received<Routes['POST /api/short-codes']>['body']

const pageSize = 25
const mostForwarding = 20

/** "Codici brevi" (guide figure 5; spec/product 3.5): what a few digits mean on every phone of the company. */
export async function listShortCodes(
  house: House,
  session: LiveSession,
  { search = '', page }: Received<Routes['GET /api/short-codes']>['query'],
) {
  const { companyId } = session.line
  const { company } = await groundOf(house, session.line.id, companyId)
  const terms = searchTerms(search)
  const found = await house.cellar.inCompany(
    contextOf(session),
    (trx) =>
      sql.findEntries(trx, companyId, {
        terms,
        lineIds: terms.length > 0 ? linesCalled(company, terms) : [],
        from: (page - 1) * pageSize,
        limit: pageSize,
      }),
    { readOnly: true },
  )
  return { total: found.total, page, size: pageSize, entries: found.rows.map((row) => presentEntry(row, company)) }
}

/** What is wrong with a code, and where it would lead, while somebody is still writing. */
export async function checkShortCode(
  house: House,
  session: LiveSession,
  asked: Received<Routes['POST /api/short-codes/check']>['body'],
) {
  const ground = await groundOf(house, session.line.id, session.line.companyId)
  const inUse = await house.cellar.inCompany(contextOf(session), (trx) => findCodes(trx, session.line.companyId), {
    readOnly: true,
  })
  const codes = codesOfRange(asked.first, asked.count)
  const conflicts = codes ? conflictsOf(codes, inUse, asked.entryId).slice(0, 20) : []
  const last = asked.count > 1 ? (codes?.at(-1) ?? null) : null
  const refused = codes ? null : 'range'
  if (!asked.to || !codes) return { conflicts, last, to: null, refused }
  try {
    const to = destinationsOf(asked.to, codes, ground)
    const { name, number, lastNumber, class: of } = presentTarget(to[0], to.at(-1), ground.company)
    return { conflicts, last, to: { name, number, last: asked.count > 1 ? lastNumber : null, class: of }, refused }
  } catch (error) {
    if (error instanceof Problem) return { conflicts, last, to: null, refused: String(error.facts.reason) }
    throw error
  }
}

/** An entry that was deleted and comes back, one version later: whoever still sees the deleted one finds out. */
export type CodeBack = { readonly id: string; readonly version: number; readonly facts: AuditFacts }

/**
 * Whoever dials it needs the permission for what it means, so any number may stand behind a code but an emergency one.
 * @throws {Problem} setting.refused: nobody is meant; code.conflict with the first of what it meets
 */
export async function addShortCode(house: House, who: Who, asked: AskedEntry, back?: CodeBack) {
  const { companyId } = who.session.line
  const ground = await groundOf(house, who.session.line.id, companyId)
  const { id, version } = back ?? { id: randomUUID(), version: 1 }
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await sql.holdDialPlan(trx, companyId)
    // Two people bring the same one back.
    if (back && (await sql.findEntry(trx, companyId, id))) throw new Problem('setting.conflict')
    await writeEntry(trx, { companyId, id, version }, asked, ground, await findCodes(trx, companyId))
    const action = back ? 'short-code.restored' : 'short-code.set'
    return written(house, trx, who, id, { action, facts: back?.facts }, ground.company)
  })
}

/** @throws {Problem} not-found, setting.conflict, setting.refused, code.conflict */
export async function changeShortCode(
  house: House,
  who: Who,
  id: string,
  asked: AskedEntry & { version: number },
  restored: AuditFacts = {},
) {
  const { companyId } = who.session.line
  const ground = await groundOf(house, who.session.line.id, companyId)
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await sql.holdDialPlan(trx, companyId)
    const before = await sql.findEntry(trx, companyId, id)
    if (!before) throw new Problem('not-found')
    if ((await sql.deleteEntry(trx, id, asked.version)) === 0) throw new Problem('setting.conflict')
    await writeEntry(trx, { companyId, id, version: asked.version + 1 }, asked, ground, await findCodes(trx, companyId))
    return written(house, trx, who, id, { action: 'short-code.changed', facts: restored }, ground.company, before)
  })
}

/** @throws {Problem} not-found */
export async function removeShortCode(house: House, who: Who, id: string): Promise<undefined> {
  const { companyId } = who.session.line
  const { company } = await groundOf(house, who.session.line.id, companyId)
  await house.cellar.inCompany(contextOf(who.session), async (trx) => {
    const before = await sql.findEntry(trx, companyId, id)
    if (!before) throw new Problem('not-found')
    await sql.deleteEntry(trx, id)
    house.facts.forgetCompany(trx, companyId)
    const facts = { ...about(before), ...told('before', before, company), version: before.version }
    await auditBy(trx, house.clock(), who, 'short-code.removed', { facts })
  })
}

/** "Chi lo usa". @throws {Problem} not-found */
export async function usersOfShortCode(house: House, session: LiveSession, id: string) {
  const { companyId } = session.line
  const entry = await house.cellar.inCompany(contextOf(session), (trx) => sql.findEntry(trx, companyId, id), {
    readOnly: true,
  })
  if (!entry) throw new Problem('not-found')
  const rows = await house.cellar.asService(
    (trx) => sql.findForwardingLines(trx, companyId, entry.to, mostForwarding),
    { readOnly: true },
  )
  const lines = rows.map(({ id: lineId, name, number, extension }) => ({ lineId, name, number, extension }))
  return { total: rows[0]?.total ?? 0, lines }
}

/**
 * Writes the rows of an entry whose earlier rows are already gone.
 * @throws {Problem} setting.refused, code.conflict
 */
export async function writeEntry(
  trx: Transaction,
  entry: { companyId: string; id: string; version: number },
  asked: AskedEntry,
  ground: Ground,
  inUse: CompanyCodes,
): Promise<void> {
  const codes = codesOfRange(asked.first, asked.count)
  if (!codes) throw refuse('range')
  const conflict = conflictsOf(codes, inUse, entry.id).find(({ refused }) => refused)
  if (conflict) throw new Problem('code.conflict', { ...conflict })
  const to = destinationsOf(asked.to, codes, ground)
  const label = cleanLabel(asked.label)
  const written = codes.map((code, i) => ({ code, destination: to[i] as Destination }))
  await sql.insertEntries(trx, [{ ...entry, label, visible: asked.visible, codes: written }])
}

/** What stands behind each code: a colleague for one, a row of numbers for a range. @throws {Problem} setting.refused */
export function destinationsOf(typed: string, codes: readonly string[], ground: Ground): Destination[] {
  const nobody = { id: '', number: ground.line.number }
  const all = [...administratorsChoice, ...providersChoice]
  const read = (text: string) => readDestination(text, 'destination', { ...ground, line: nobody, allowed: all })
  const first = read(typed)
  if (codes.length === 1) return [first]
  const from = first.kind === 'number' ? first.number : readPhoneNumber(typed)
  if (!from) throw refuse('range-of-extension')
  return codes.map((_, i) => {
    const number = following(from, i)
    if (!number) throw refuse('range')
    return read(number)
  })
}

/** The number `n` after this one, as long as it has as many digits. */
function following(number: PhoneNumber, n: number): string | undefined {
  const digits = number.slice(1)
  const next = (BigInt(digits) + BigInt(n)).toString()
  return next.length === digits.length ? `+${next}` : undefined
}

/** What the codes of an entry meet; its own rows are not in its way. */
function conflictsOf(codes: readonly string[], inUse: CompanyCodes, own?: string) {
  const others = new Map([...inUse.shortCodes].filter(([, { id }]) => id !== own))
  const find = conflictFinder({ ...inUse, shortCodes: others })
  return codes.flatMap((code) => find(code, { kind: 'short-code' }).map((conflict) => ({ ...conflict, code })))
}

const refuse = (reason: string) => new Problem('setting.refused', { setting: 'short-codes', reason })

export const cleanLabel = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

async function written(
  house: House,
  trx: Transaction,
  who: Who,
  id: string,
  {
    action,
    facts,
  }: { action: 'short-code.set' | 'short-code.changed' | 'short-code.restored'; facts?: AuditFacts | undefined },
  company: KnownCompany,
  before?: sql.EntryRow,
) {
  const { companyId } = who.session.line
  const after = await sql.findEntry(trx, companyId, id)
  if (!after) throw new Problem('not-found')
  house.facts.forgetCompany(trx, companyId)
  await auditBy(trx, house.clock(), who, action, { facts: { ...historyFacts(after, before, company), ...facts } })
  return presentEntry(after, company)
}

/** What the history of an entry tells of a change. */
export const historyFacts = (after: sql.EntryRow, before: sql.EntryRow | undefined, company: KnownCompany) => ({
  ...about(after),
  ...(before ? told('before', before, company) : {}),
  ...told('after', after, company),
})

const codesOf = ({ first, last, count }: sql.EntryRow) => (count > 1 ? `${first}–${last}` : first)

const about = (row: sql.EntryRow) => ({ object: `short-code:${row.id}`, code: codesOf(row) })

/** For the history: the code, what it is called and where it leads. */
function told(when: 'before' | 'after', row: sql.EntryRow, company: KnownCompany) {
  const { name, number } = presentTarget(row.to, row.last_to, company)
  return {
    [`${when}.code`]: codesOf(row),
    [`${when}.label`]: row.label,
    [`${when}.to`]: name ?? number,
    [`${when}.visible`]: row.visible,
    // Who has the number is said above by name: that name may change, and the history has to find the number again.
    [`${when}.target`]: number,
  }
}

export function presentEntry(row: sql.EntryRow, company: KnownCompany) {
  const { id, version, first, last, count, label, visible, to } = row
  const { lastNumber, ...target } = presentTarget(to, row.last_to, company)
  return { id, version, first, last, count, label, visible, to, lastNumber: count > 1 ? lastNumber : null, ...target }
}

function presentTarget(to: Destination | undefined, last: Destination | undefined, company: KnownCompany) {
  const numberOf = (one: Destination | undefined) =>
    one?.kind === 'line' ? (company.lines.get(one.lineId)?.number ?? '') : (one?.number ?? '')
  const line = to?.kind === 'line' ? company.lines.get(to.lineId) : undefined
  return {
    name: line?.name ?? null,
    number: numberOf(to),
    lastNumber: numberOf(last),
    class: to?.kind === 'number' ? classOf(to.number) : ('internal' as const),
  }
}

/** The colleagues that a search means, by name, number or extension. */
const linesCalled = (company: KnownCompany, terms: readonly string[]): string[] =>
  [...company.lines.values()]
    .filter(({ name, number, extension }) =>
      terms.some((term) => `${name.toLowerCase()}\n${number}\n${extension}`.includes(term)),
    )
    .slice(0, 500)
    .map(({ id }) => id)

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
