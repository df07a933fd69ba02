import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '#database/connect.ts'
import type { NewLine } from '#database/tables.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { emergencyPlace } from '#domain/directory/civic-address.ts'
import type { Province } from '#domain/directory/provinces.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import { distinctSites } from '#domain/directory/site.ts'
import { mailboxKey } from '#domain/email-address.ts'
import type { CompanyFileLine } from '#domain/provider/company-file.ts'
import type { DeliveryPlan } from '#domain/provider/delivery.ts'
import { type DraftSite, trimmed } from '#domain/provider/draft.ts'
import { numberBlocks } from '#domain/provider/number-blocks.ts'
import { italianTime, readTimeZone } from '#domain/time-zone.ts'
import type { Agreed } from './activate.ts'
import * as sql from './company.sql.ts'
import { directoryColumns } from './new-line.ts'
import type { ReadSubscription } from './subscription.ts'

/** A new company's rows in the directory, before any secret or letter; answers the names of its sites. */
export async function writeCompany(
  trx: Transaction,
  companyId: string,
  subscription: ReadSubscription,
  lines: readonly CompanyFileLine[],
  plan: DeliveryPlan,
  agreed?: Agreed,
): Promise<string[]> {
  const { name, vatNumber, contact, activatedAt, language } = subscription
  await sql.insertCompany(trx, {
    id: companyId,
    name,
    vat_number: vatNumber,
    contact_email: contact.email,
    contact_mobile: contact.mobile,
    activated_at: activatedAt,
    language,
    contract_number: agreed?.contractNumber ?? null,
  })
  const addresses = new Map(agreed?.sites.map((site) => [nameKey(site.name), site]))
  const places = distinctSites([...(agreed?.sites ?? []).map(({ name }) => name), ...lines.map((line) => line.site)])
  const siteRows = places.map((site) => ({
    id: randomUUID(),
    company_id: companyId,
    name: site.name,
    name_key: site.key,
    ...addressColumns(addresses.get(site.key)),
  }))
  await sql.insertSites(trx, siteRows)
  const blocks = agreed?.blocks.length ? agreed.blocks : numberBlocks(lines.map((line) => line.number))
  await sql.insertLicences(trx, companyId, agreed?.licences ?? null)
  await sql.insertNumberBlocks(
    trx,
    blocks.map(({ first, last }) => ({
      id: randomUUID(),
      company_id: companyId,
      first_number: first,
      last_number: last,
    })),
  )

  const services = new Map((await sql.findServices(trx)).map(({ code, name }) => [code, name]))
  const owned = { companyId, language, sites: new Map(siteRows.map((site) => [site.name_key, site.id])), services }
  // The one address that is known to be read is the one the credentials go to (spec/security 2.1, I3).
  const proved = typeof plan.numbersTo === 'object' ? mailboxKey(plan.numbersTo.email) : undefined
  const rowOf = (line: CompanyFileLine): NewLine & { id: string } => ({
    ...directoryColumns(line, owned),
    account: 'live',
    credential: 'shared',
    credential_set_at: activatedAt,
    credential_expires_at: temporaryPasswordExpiry('activation', activatedAt),
    email: line.email,
    email_status: line.email === null ? 'none' : mailboxKey(line.email) === proved ? 'verified' : 'pending',
    email_source: line.email === null ? null : 'activation',
  })
  // A slice at a time: other requests have their turn in between.
  for (let i = 0; i < lines.length; i += slice) {
    const rows = lines.slice(i, i + slice).map(rowOf)
    await sql.insertLines(trx, rows)
    await sql.insertCredentials(
      trx,
      rows.map(({ id }) => ({ line_id: id, company_id: companyId, password_hash: null, pepper_id: null })),
    )
    await setImmediate()
  }
  return places.map((site) => site.name)
}

const slice = 500

/** Where it is, by which clock, and what 112 is told; nothing where nobody said. */
function addressColumns(site: DraftSite | undefined) {
  if (!site) return {}
  const { street, houseNumber, postcode, town, province } = trimmed(site)
  const address = { street, houseNumber, postcode, town, province: province as Province | '' }
  return {
    street,
    house_number: houseNumber,
    postcode,
    town,
    province,
    // Its draft was judged before; what an older one left out is Italy’s.
    time_zone: readTimeZone(site.timeZone ?? '') ?? italianTime,
    emergency_location: emergencyPlace(address, ''),
  }
}
