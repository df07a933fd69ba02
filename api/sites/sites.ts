import { randomUUID } from 'node:crypto'
import type { Received } from '#contract/route.ts'
import type { sitesRoutes } from '#contract/sites.ts'
import { brokenConstraint, type Transaction } from '#database/connect.ts'
import type { AuditFacts } from '#database/tables.ts'
import type { ExtensionRange } from '#domain/dial-plan/renumbering.ts'
import { addressFlaws, type CivicAddress, emergencyPlace } from '#domain/directory/civic-address.ts'
import { nameKey, searchTerms } from '#domain/directory/search-text.ts'
import { siteFields } from '#domain/directory/site.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { readTimeZone } from '#domain/time-zone.ts'
import type { LiveSession } from '../access/sessions.ts'
import { keepSiteRange, siteRangeInWords } from '../dial-plan/extensions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import * as sql from './sites.sql.ts'

type Routes = typeof sitesRoutes
type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = Received<Routes['POST /api/sites']>['body']

const pageSize = 25

/** "Sedi" (guide figure 5; spec/product 3.4): each with what it holds and what 112 is told of it. */
export function listSites(house: House, session: LiveSession, asked: Received<Routes['GET /api/sites']>['query']) {
  const { companyId } = session.line
  const terms = searchTerms(asked.search ?? '')
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const from = (asked.page - 1) * pageSize
      const { total, sites } = await sql.findSites(trx, companyId, { terms, from, limit: pageSize })
      return { total, page: asked.page, size: pageSize, sites: await present(trx, companyId, sites) }
    },
    { readOnly: true },
  )
}

/** A site that was deleted and comes back: what is known of it beside what a person writes. */
export type SiteBack = {
  readonly id: string
  /** One more than it had: whoever still has the deleted one before their eyes finds out. */
  readonly version: number
  readonly range: ExtensionRange | null
  readonly facts: AuditFacts
}

/** @throws {Problem} site.name-taken, site.refused; of one that comes back also setting.conflict, extension.range */
export async function addSite(house: House, who: Who, asked: Asked, back?: SiteBack) {
  const { companyId } = who.session.line
  const id = back?.id ?? randomUUID()
  const version = back?.version ?? 1
  return taken(() =>
    house.cellar.inCompany(contextOf(who.session), async (trx) => {
      const values = await judge(trx, companyId, asked, { mayLackAddress: back !== undefined })
      await sql.insertSite(trx, companyId, { id, version }, values)
      if (back) await keepSiteRange(trx, companyId, id, back.range)
      house.facts.forgetCompany(trx, companyId)
      const facts = { ...about(id, values.name), ...changes(undefined, values), ...back?.facts }
      await auditBy(trx, house.clock(), who, back ? 'site.restored' : 'site.added', { facts })
      return only(await present(trx, companyId, [{ id, version, ...values }]))
    }),
  )
}

/**
 * A changed address is what the next call for help says; a changed name is what the next search finds; a changed time zone
 * is the hour that its people read and its lines decide by, from the next question on.
 * @throws {Problem} not-found, setting.conflict, site.name-taken, site.refused
 */
export async function changeSite(
  house: House,
  who: Who,
  id: string,
  asked: Asked & { version: number },
  restored?: AuditFacts,
) {
  const { companyId } = who.session.line
  return taken(() =>
    house.cellar.inCompany(contextOf(who.session), async (trx) => {
      const before = await sql.findSite(trx, id)
      if (!before) throw new Problem('not-found')
      const values = await judge(trx, companyId, asked, {
        mayLackAddress: restored !== undefined && before.street === '',
      })
      const facts = changes(before, values)
      if (Object.keys(facts).length > 0) {
        if (!(await sql.updateSite(trx, id, asked.version, values))) throw new Problem('setting.conflict')
        if (before.name !== values.name) await sql.renameInLines(trx, companyId, id, values.name_key)
        house.facts.forgetCompany(trx, companyId)
        // Who is signed in reads by the clock of the Sede, and under its name.
        house.sessions.forgetCompany(trx, companyId)
        const told = { ...about(id, values.name), ...facts, ...restored }
        await auditBy(trx, house.clock(), who, 'site.changed', { facts: told })
      }
      const after = await sql.findSite(trx, id)
      return only(await present(trx, companyId, after ? [after] : []))
    }),
  )
}

/** @throws {Problem} not-found, site.in-use with how many lines have it */
export async function removeSite(house: House, who: Who, id: string): Promise<undefined> {
  const { companyId } = who.session.line
  try {
    await house.cellar.inCompany(contextOf(who.session), async (trx) => {
      const site = await sql.findSite(trx, id)
      if (!site) throw new Problem('not-found')
      const lines = (await sql.countAtSites(trx, companyId, [id])).get(id)?.lines ?? 0
      if (lines > 0) throw new Problem('site.in-use', { lines })
      const range = (await siteRangeInWords(trx, companyId, id)) ?? ''
      await sql.forgetSiteOfAdministrators(trx, companyId, id)
      await sql.deleteSite(trx, id)
      house.facts.forgetCompany(trx, companyId)
      await auditBy(trx, house.clock(), who, 'site.removed', {
        facts: { ...about(id, site.name), ...kept(site, range) },
      })
    })
  } catch (error) {
    // A line that was given to it in the same moment.
    if (brokenConstraint(error) !== undefined) throw new Problem('site.in-use', { lines: 1 })
    throw error
  }
}

/** @throws {Problem} not-found */
export async function moveSiteLines(house: House, who: Who, id: string, to: string) {
  const { companyId } = who.session.line
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    const [from, target] = [await sql.findSite(trx, id), await sql.findSite(trx, to)]
    if (!from || !target || id === to) throw new Problem('not-found')
    const moved = await sql.moveLines(trx, companyId, id, { id: to, nameKey: nameKey(target.name) })
    if (moved > 0) {
      house.facts.forgetCompany(trx, companyId)
      house.sessions.forgetCompany(trx, companyId)
      const facts = { ...about(id, from.name), to: target.name, lines: moved }
      await auditBy(trx, house.clock(), who, 'site.lines-moved', { facts })
    }
    return { moved }
  })
}

/**
 * Brings what was written to what is kept, with the place that a call for help gives. A file brings sites without any
 * address: one of those may come back as it was.
 */
async function judge(
  trx: Transaction,
  companyId: string,
  asked: Asked,
  { mayLackAddress = false } = {},
): Promise<sql.SiteValues> {
  const written = { ...asked.address, province: asked.address.province.toUpperCase() }
  const flaws = addressFlaws(written)
  const hasNone = mayLackAddress && Object.values(written).every((part) => part === '')
  if (flaws.length > 0 && !hasNone) throw new Problem('site.refused', { flaws })
  const address = written as CivicAddress
  const name = clean(asked.name)
  if (nameKey(name) === '') throw new Problem('site.refused', { flaws: ['name'] })
  const time_zone = readTimeZone(asked.timeZone)
  if (!time_zone) throw new Problem('site.refused', { flaws: ['timeZone'] })
  const emergency_details = clean(asked.emergencyDetails)
  return {
    name,
    name_key: nameKey(name),
    street: clean(address.street),
    house_number: clean(address.houseNumber),
    postcode: address.postcode,
    town: clean(address.town),
    province: address.province,
    time_zone,
    main_number: await owned(trx, companyId, asked.mainNumber, 'mainNumber'),
    emergency_number: await owned(trx, companyId, asked.emergencyNumber, 'emergencyNumber'),
    emergency_details,
    emergency_location: hasNone ? '' : emergencyPlace(address, emergency_details),
  }
}

/** Only a number of the company is ever shown to anybody (8.3). */
async function owned(trx: Transaction, companyId: string, typed: string, field: string): Promise<string | null> {
  if (typed === '') return null
  const number = readPhoneNumber(typed)
  if (!number || !(await sql.ownsNumber(trx, companyId, number))) throw new Problem('site.refused', { flaws: [field] })
  return number
}

/** What people paste brings line breaks and marks that turn the writing round. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

const about = (id: string, name: string) => ({ object: `site:${id}`, name })

/** What changed, from what to what: the history of a site tells it. */
function changes(before: sql.SiteRow | undefined, after: sql.SiteValues): Record<string, string> {
  const changed = siteFields.filter((field) => (before?.[field] ?? '') !== (after[field] ?? ''))
  return Object.fromEntries(
    changed.flatMap((field) => [
      ...(before ? [[`before.${field}`, before[field] ?? '']] : []),
      [`after.${field}`, after[field] ?? ''],
    ]),
  )
}

/** All that a deleted site was, for whoever wants it back. */
const kept = (site: sql.SiteRow, range: string): AuditFacts => ({
  version: site.version,
  ...Object.fromEntries(
    siteFields.filter((field) => field !== 'name').map((field) => [`before.${field}`, site[field] ?? '']),
  ),
  'before.extensions': range,
})

async function present(trx: Transaction, companyId: string, rows: readonly sql.SiteRow[]) {
  const counts = rows.length
    ? await sql.countAtSites(
        trx,
        companyId,
        rows.map(({ id }) => id),
      )
    : new Map()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    address: {
      street: row.street,
      houseNumber: row.house_number,
      postcode: row.postcode,
      town: row.town,
      province: row.province,
    },
    timeZone: row.time_zone,
    mainNumber: row.main_number,
    emergencyNumber: row.emergency_number,
    emergencyDetails: row.emergency_details,
    emergency: { number: row.emergency_number ?? row.main_number, place: row.emergency_location },
    lines: counts.get(row.id)?.lines ?? 0,
    phones: counts.get(row.id)?.phones ?? 0,
  }))
}

function only<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Problem('not-found')
  return one
}

async function taken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (brokenConstraint(error) === 'site_company_id_name_key_key') throw new Problem('site.name-taken')
    // Two people bring the same one back.
    if (brokenConstraint(error) === 'site_pkey') throw new Problem('setting.conflict')
    throw error
  }
}

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
