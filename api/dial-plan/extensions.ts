import type { extensionsRoutes } from '#contract/extensions.ts'
import type { Received } from '#contract/route.ts'
import type { Transaction } from '#database/connect.ts'
import type { AuditFacts } from '#database/tables.ts'
import { day, later } from '#domain/clock.ts'
import { type CodeConflict, conflictFinder, prefixConflicts } from '#domain/dial-plan/code-conflicts.ts'
import { type ExtensionRange, freeExtensions, rangeFlaw } from '#domain/dial-plan/renumbering.ts'
import { isExtension } from '#domain/directory/line.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type CompanyCodes, findCodes } from './codes-in-use.sql.ts'
import * as sql from './extensions.sql.ts'
import { holdDialPlan } from './short-codes.sql.ts'

type Routes = typeof extensionsRoutes
type Who = Pick<SessionVisit, 'session' | 'caller'>

/** How long a renumbering can be taken back from the page. */
export const undoDays = 7
const mostShown = 200
const freeShown = 12

/** "Interni" (guide figure 5; spec/product 3.6): how the company counts its extensions. */
export function readPlan(house: House, session: LiveSession) {
  return house.cellar.inCompany(contextOf(session), (trx) => presentPlan(trx, session.line.companyId, house.clock()), {
    readOnly: true,
  })
}

/**
 * @throws {Problem} code.conflict: the digit would hide a way to help, or codes begin with it and nobody said to go on
 */
export async function changePlan(
  house: House,
  who: Who,
  asked: Received<Routes['POST /api/extensions/plan']>['body'],
  back?: Back,
) {
  const { companyId } = who.session.line
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await holdDialPlan(trx, companyId)
    const codes = await findCodes(trx, companyId)
    if (back && back.expected !== planInWords(codes)) throw new Problem('setting.conflict')
    const { length, externalPrefix } = asked
    if (externalPrefix !== null && externalPrefix !== codes.externalPrefix) {
      const conflicts = prefixConflicts(externalPrefix, codes)
      const stop = conflicts.find(({ refused }) => refused) ?? (asked.accepted ? undefined : conflicts[0])
      if (stop) throw new Problem('code.conflict', { ...stop, code: externalPrefix })
    }
    if (length !== codes.length || externalPrefix !== codes.externalPrefix) {
      await sql.setPlan(trx, companyId, length, externalPrefix)
      house.facts.forgetCompany(trx, companyId)
      const facts = {
        object: 'extensions',
        ...(length === codes.length ? {} : { 'before.length': codes.length, 'after.length': length }),
        ...(externalPrefix === codes.externalPrefix
          ? {}
          : { 'before.externalPrefix': codes.externalPrefix ?? '', 'after.externalPrefix': externalPrefix ?? '' }),
        ...back?.facts,
      }
      await auditBy(trx, house.clock(), who, 'dial-plan.changed', { facts })
    }
    return presentPlan(trx, companyId, house.clock())
  })
}

/** How the company counts, in short: what somebody was shown is compared with it. */
export const planInWords = ({ length, externalPrefix }: Pick<CompanyCodes, 'length' | 'externalPrefix'>): string =>
  `${length} ${externalPrefix ?? ''}`

/** What a digit for an outside line would hide. */
export async function checkPrefix(house: House, session: LiveSession, externalPrefix: string) {
  const codes = await house.cellar.inCompany(contextOf(session), (trx) => findCodes(trx, session.line.companyId), {
    readOnly: true,
  })
  const conflicts = prefixConflicts(externalPrefix, codes)
  return { conflicts: conflicts.slice(0, 20), total: conflicts.length }
}

/** @throws {Problem} not-found, extension.range; setting.conflict: it is not `expected` any more */
export async function setSiteRange(house: House, who: Who, siteId: string, range: ExtensionRange | null, back?: Back) {
  const { companyId } = who.session.line
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    const { name, before } = await keepSiteRange(trx, companyId, siteId, range)
    if (back && back.expected !== before) throw new Problem('setting.conflict')
    if (before !== rangeInWords(range)) {
      const facts = {
        object: `site:${siteId}`,
        name,
        'before.extensions': before,
        'after.extensions': rangeInWords(range),
        ...back?.facts,
      }
      await auditBy(trx, house.clock(), who, 'site.changed', { facts })
    }
    return presentPlan(trx, companyId, house.clock())
  })
}

/**
 * Writes which extensions a site keeps, in the caller's transaction; answers what it kept before.
 * @throws {Problem} not-found, extension.range
 */
export async function keepSiteRange(
  trx: Transaction,
  companyId: string,
  siteId: string,
  range: ExtensionRange | null,
): Promise<{ name: string; before: string }> {
  const flaw = range && rangeFlaw(range)
  if (flaw) throw new Problem('extension.range', { reason: flaw, site: '' })
  const sites = await sql.findSiteRanges(trx, companyId)
  const site = sites.find(({ id }) => id === siteId)
  if (!site) throw new Problem('not-found')
  const other = range && sites.find((one) => one.id !== siteId && overlaps(range, rangeOf(one)))
  if (other) throw new Problem('extension.range', { reason: 'overlap', site: other.name })
  await sql.setSiteRange(trx, siteId, range)
  return { name: site.name, before: rangeInWords(rangeOf(site)) }
}

/** `200–299`; empty where the site keeps none, undefined where there is no such site. */
export async function siteRangeInWords(
  trx: Transaction,
  companyId: string,
  siteId: string,
): Promise<string | undefined> {
  const site = (await sql.findSiteRanges(trx, companyId)).find(({ id }) => id === siteId)
  return site && rangeInWords(rangeOf(site))
}

const rangeInWords = (range: ExtensionRange | null): string => (range ? `${range.first}–${range.last}` : '')

/** Something is put back as it was: only if it is still what somebody was shown, and the history says so. */
export type Back = { readonly expected: string; readonly facts: AuditFacts }

/** @throws {Problem} not-found */
export async function freeForLine(house: House, session: LiveSession, lineId: string) {
  const { companyId } = session.line
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const codes = await findCodes(trx, companyId)
      const line = codes.lines.find(({ id }) => id === lineId)
      if (!line) throw new Problem('not-found')
      const site = (await sql.findSiteRanges(trx, companyId)).find(({ id }) => id === line.siteId)
      const own = site && rangeOf(site)
      const all = { first: '0'.repeat(codes.length), last: '9'.repeat(codes.length) }
      const free = [...(own ? freeExtensions(own, codes, freeShown) : []), ...freeExtensions(all, codes, freeShown)]
      return { free: [...new Set(free)].slice(0, freeShown) }
    },
    { readOnly: true },
  )
}

/** @throws {Problem} not-found */
export async function checkExtension(house: House, session: LiveSession, lineId: string, extension: string) {
  const { companyId } = session.line
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const codes = await findCodes(trx, companyId)
      const line = codes.lines.find(({ id }) => id === lineId)
      if (!line) throw new Problem('not-found')
      if (extension === '') return { conflicts: [] }
      const site = (await sql.findSiteRanges(trx, companyId)).find(({ id }) => id === line.siteId)
      return { conflicts: conflictsOfExtension(extension, lineId, codes, site ? rangeOf(site) : null) }
    },
    { readOnly: true },
  )
}

/** Phones keep their names at the switchboard; forwards and short codes that lead to the line still do. */
export async function setExtension(house: House, who: Who, lineId: string, extension: string, back?: Back) {
  const { companyId } = who.session.line
  if (extension !== '' && !isExtension(extension)) throw shapeless(extension)
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await holdDialPlan(trx, companyId)
    const codes = await findCodes(trx, companyId)
    const line = codes.lines.find(({ id }) => id === lineId)
    if (!line) throw new Problem('not-found')
    if (back && back.expected !== line.extension) throw new Problem('setting.conflict')
    const conflict =
      extension === '' ? undefined : conflictsOfExtension(extension, lineId, codes, null).find(({ refused }) => refused)
    if (conflict) throw new Problem('code.conflict', { ...conflict, code: extension })
    if (extension !== line.extension) {
      await sql.setExtensions(trx, companyId, [{ lineId, to: extension }])
      house.facts.forgetCompany(trx, companyId)
      house.sessions.forget(trx, lineId)
      const facts = { 'before.extension': line.extension, 'after.extension': extension, ...back?.facts }
      await auditBy(trx, house.clock(), who, 'extension.set', { subjectId: lineId, facts })
    }
    return { lineId, extension, before: line.extension }
  })
}

const shapeless = (code: string) => new Problem('code.conflict', { kind: 'length', with: '', name: '', code })

/** What meets what, all over the company: extensions first, then short codes. */
export async function mapConflicts(house: House, session: LiveSession) {
  const { companyId } = session.line
  const codes = await house.cellar.inCompany(contextOf(session), (trx) => findCodes(trx, companyId), { readOnly: true })
  const find = conflictFinder(codes)
  const byExtension = Map.groupBy(
    codes.lines.filter(({ extension }) => extension !== ''),
    ({ extension }) => extension,
  )
  const found = [
    ...codes.lines.flatMap(({ id, extension, name }) => {
      if (extension === '') return []
      // Two lines may have come into the company with the same one.
      const twin = byExtension.get(extension)?.find((other) => other.id !== id)
      const met = find(extension, { kind: 'extension', own: codes.extensions.get(extension)?.id ?? id })
      const all = twin ? [{ kind: 'extension' as const, refused: true, with: extension, name: twin.name }, ...met] : met
      return all.map((one) => ({ ...one, code: extension, of: 'extension' as const, lineId: id, owner: name }))
    }),
    ...[...codes.shortCodes].flatMap(([code, { id, name }]) =>
      find(code, { kind: 'short-code', own: id }).map((one) => ({
        ...one,
        code,
        of: 'short-code' as const,
        lineId: null,
        owner: name,
      })),
    ),
  ]
  const counts: Partial<Record<CodeConflict['kind'], number>> = {}
  for (const { kind } of found) counts[kind] = (counts[kind] ?? 0) + 1
  const worstFirst = found.toSorted((a, b) => Number(b.refused) - Number(a.refused))
  return { total: found.length, counts, conflicts: worstFirst.slice(0, mostShown) }
}

export function conflictsOfExtension(
  extension: string,
  lineId: string,
  codes: CompanyCodes,
  range: ExtensionRange | null,
): CodeConflict[] {
  // The line leaves the one it has.
  const others = new Map([...codes.extensions].filter(([, { id }]) => id !== lineId))
  const found = conflictFinder({ ...codes, extensions: others })(extension, { kind: 'extension' })
  if (extension.length !== codes.length)
    found.push({ kind: 'length', refused: !isExtension(extension), with: String(codes.length), name: '' })
  if (range && !inRange(extension, range))
    found.push({ kind: 'outside-range', refused: false, with: `${range.first}–${range.last}`, name: '' })
  return found
}

export async function presentPlan(trx: Transaction, companyId: string, now: Date) {
  const codes = await findCodes(trx, companyId)
  const sites = await sql.findSiteRanges(trx, companyId)
  const undo = await sql.findLastRenumbering(trx, companyId, later(now, -undoDays * day))
  const withExtension = codes.lines.filter(({ extension }) => extension !== '').length
  return {
    length: codes.length,
    externalPrefix: codes.externalPrefix,
    withExtension,
    withoutExtension: codes.lines.length - withExtension,
    sites: sites.map((site) => {
      const range = rangeOf(site)
      const ofSite = range ? codes.lines.filter(({ siteId }) => siteId === site.id) : []
      return {
        id: site.id,
        name: site.name,
        range,
        free: range ? freeExtensions(range, codes, 10_000).length : null,
        outside: range ? ofSite.filter(({ extension }) => extension !== '' && !inRange(extension, range)).length : 0,
      }
    }),
    undo: undo ? { id: undo.id, at: undo.at.toISOString(), by: undo.by_name, lines: undo.lines } : null,
  }
}

export const rangeOf = (site: { extension_first: string | null; extension_last: string | null }) =>
  site.extension_first !== null && site.extension_last !== null
    ? { first: site.extension_first, last: site.extension_last }
    : null

const inRange = (extension: string, { first, last }: ExtensionRange): boolean =>
  extension.length === first.length && extension >= first && extension <= last

const overlaps = (a: ExtensionRange, b: ExtensionRange | null): boolean =>
  b !== null && a.first.length === b.first.length && a.first <= b.last && b.first <= a.last

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
