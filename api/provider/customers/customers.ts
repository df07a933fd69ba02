import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import type { customer as customerShape } from '#contract/customers.ts'
import type { Transaction } from '#database/connect.ts'
import { maskEmailAddress } from '#domain/email-address.ts'
import { Problem } from '#domain/problem.ts'
import { atMost } from '../../at-most.ts'
import type { House } from '../../house.ts'
import {
  type CustomerState,
  countCustomers,
  countDraftLines,
  countLines,
  countOpenRequests,
  type FoundAdministrator,
  findAdministrators,
  findCompany,
  findCustomers,
  findOwners,
  findPlaces,
  findSites,
  findVersions,
  type LineCounts,
} from './customers.sql.ts'
import { readSearch } from './read-search.ts'

type Asked = {
  search: string
  state?: CustomerState | undefined
  order: 'requests' | 'name'
  page: number
  size: number
}

/** Passwords expire while nobody changes anything: a count is not trusted for longer. */
const countLifetime = 60_000

/**
 * The list of customers (screen 12). Counts of lines are remembered for as long as the company's directory has not
 * changed, so that a page of large companies costs no more than one of small ones.
 */
export function createCustomerList(house: House) {
  const { cellar, clock } = house
  const counts = new LRUCache<string, { version: number; value: LineCounts }>({
    ...atMost(30_000),
    ttl: countLifetime,
  })

  async function countsOf(trx: Transaction, ids: readonly string[]): Promise<Map<string, LineCounts>> {
    const versions = await findVersions(trx, ids)
    const known = new Map<string, LineCounts>()
    for (const id of ids) {
      const kept = counts.get(id)
      if (kept && kept.version === versions.get(id)) known.set(id, kept.value)
    }
    const unknown = ids.filter((id) => !known.has(id))
    if (unknown.length === 0) return known
    const found = await countLines(trx, unknown, clock())
    for (const id of unknown) {
      const value = found.get(id) ?? { lines: 0, completed: 0, expired: 0 }
      known.set(id, value)
      counts.set(id, { version: versions.get(id) ?? 0, value })
    }
    return known
  }

  return async ({ search, state, order, page, size }: Asked) => {
    const typed = readSearch(search)
    return cellar.asService(
      async (trx) => {
        const filter = { search: { words: typed.words, owners: await findOwners(trx, typed) }, state }
        const found = await findCustomers(trx, filter, { order, limit: size, offset: (page - 1) * size })
        const short = page === 1 && found.length < size
        const total = short ? found.length : await countCustomers(trx, filter)
        const companies = found.filter((one) => one.state !== 'draft').map(({ id }) => id)
        const drafts = found.filter((one) => one.state === 'draft').map(({ id }) => id)
        const places = companies.length ? await findPlaces(trx, companies) : new Map()
        const lines = companies.length ? await countsOf(trx, companies) : new Map<string, LineCounts>()
        const draftLines = drafts.length ? await countDraftLines(trx, drafts) : new Map<string, number>()
        const customers = found.map((one) => {
          const counted = lines.get(one.id)
          return {
            id: one.id,
            name: one.name,
            vatNumber: one.vat_number,
            place: places.get(one.id)?.place ?? '',
            mainNumber: places.get(one.id)?.number ?? null,
            lines: counted?.lines ?? draftLines.get(one.id) ?? 0,
            completed: counted?.completed ?? 0,
            expiredPasswords: counted?.expired ?? 0,
            state: one.state,
            request: one.kind && one.since ? { kind: one.kind, since: one.since.toISOString() } : null,
          }
        })
        return { customers, total }
      },
      { readOnly: true },
    )
  }
}

export type Customer = z.input<typeof customerShape>

/** A customer as its page shows it (screen 12b). @throws {Problem} not-found */
export async function readCustomer(house: House, companyId: string): Promise<Customer> {
  const now = house.clock()
  return house.cellar.asService(
    async (trx) => {
      const company = await findCompany(trx, companyId)
      if (!company) throw new Problem('not-found')
      const counts = (await countLines(trx, [companyId], now)).get(companyId)
      const sites = await findSites(trx, companyId)
      return {
        id: company.id,
        name: company.name,
        vatNumber: company.vat_number,
        contractNumber: company.contract_number,
        contactEmail: company.contact_email,
        contactMobile: company.contact_mobile,
        state: company.state,
        activatedAt: company.activated_at.toISOString(),
        suspendedAt: company.suspended_at?.toISOString() ?? null,
        closedAt: company.closed_at?.toISOString() ?? null,
        stateReason: company.state_reason,
        lines: counts?.lines ?? 0,
        completed: counts?.completed ?? 0,
        expiredPasswords: counts?.expired ?? 0,
        openRequests: await countOpenRequests(trx, companyId),
        sites: sites.map((site) => ({
          id: site.id,
          name: site.name,
          place: site.place,
          mainNumber: site.main_number,
          timeZone: site.time_zone,
          lines: Number(site.lines),
        })),
        administrators: (await findAdministrators(trx, companyId)).map((one) => presentAdministrator(one, now)),
        contract: {
          passwordExpiry: company.password_expiry_days !== null,
          mfaRequired: company.mfa_required,
          callRetentionDays: company.call_retention_days,
          languages: company.languages,
        },
      }
    },
    { readOnly: true },
  )
}

const presentAdministrator = (one: FoundAdministrator, now: Date): Customer['administrators'][number] => ({
  lineId: one.id,
  name: one.name,
  number: one.number,
  extension: one.extension,
  site: one.site,
  account: one.account,
  firstAccess: one.first_access,
  passwordExpired: one.credential_expires_at !== null && one.credential_expires_at <= now,
  emailStatus: one.email_status,
  // Enough to recognise the address a caller names, not enough to learn it (spec/security 2.9).
  maskedEmail: one.email ? maskEmailAddress(one.email as never) : null,
})
