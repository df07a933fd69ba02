import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import type { NewLine } from '#database/tables.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { userTypeWords } from '#domain/directory/line.ts'
import { nameKey, searchText } from '#domain/directory/search-text.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { CompanyFileLine } from '#domain/provider/company-file-line.ts'
import type { ComparedColumn } from '#domain/provider/import/difference.ts'
import { numberBlocks } from '#domain/provider/number-blocks.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import { insertCredentials, insertLines, insertNumberBlocks, insertSites } from '../company.sql.ts'
import { watchLicences } from '../licences.ts'
import { directoryColumns } from '../new-line.ts'
import type { LiveStaff } from '../staff/staff-sessions.ts'
import type { Writer } from './apply-import.ts'
import * as changes from './company-changes.sql.ts'
import * as sql from './import.sql.ts'
import type { ReadRow } from './read-rows.ts'

/** Adds to a company and changes what it has; nothing is ever removed by a file. */
export async function companyWriter(
  house: House,
  trx: Transaction,
  who: { readonly staff: LiveStaff; readonly caller: Caller },
  companyId: string,
): Promise<Writer> {
  const company = await sql.findCompany(trx, companyId)
  if (!company) throw new Problem('not-found')
  const services = new Map((await sql.findServices(trx)).map(({ code, name }) => [code, name]))
  const sites = new Map((await sql.findSites(trx, companyId)).map(({ id, name_key }) => [name_key, id]))
  const at = house.clock()
  const expiresAt =
    company.password_expiry_days === null ? null : temporaryPasswordExpiry('activation', company.activated_at)
  const countAgain = await watchLicences(trx, companyId)
  const blocks = await changes.findBlocks(trx, companyId)
  const newNumbers: PhoneNumber[] = []
  const written = { added: 0, changed: 0 }

  /** The site of a row, made when nobody has it yet. */
  async function siteOf(name: string): Promise<void> {
    if (sites.has(nameKey(name))) return
    const site = { id: randomUUID(), company_id: companyId, name, name_key: nameKey(name) }
    await insertSites(trx, [site])
    sites.set(site.name_key, site.id)
  }

  async function add(lines: readonly CompanyFileLine[]): Promise<void> {
    const owned = { companyId, language: company?.language ?? 'it', sites, services }
    const rows = lines.map((line): NewLine & { id: string } => ({
      ...directoryColumns(line, owned),
      account: 'live',
      credential: 'shared',
      credential_set_at: at,
      credential_expires_at: expiresAt,
      email: line.email,
      email_status: line.email === null ? 'none' : 'pending',
      email_source: line.email === null ? null : 'activation',
    }))
    await insertLines(trx, rows)
    await insertCredentials(
      trx,
      rows.map(({ id }) => ({ line_id: id, company_id: companyId, password_hash: null, pepper_id: null })),
    )
    newNumbers.push(...lines.map(({ number }) => number).filter((number) => !changes.isInside(blocks, number)))
    written.added += lines.length
  }

  async function change(rows: readonly ReadRow[]): Promise<void> {
    const changed = rows.flatMap(({ line, difference }) =>
      line && difference?.kind === 'changed' ? [{ line, difference }] : [],
    )
    if (changed.length === 0) return
    const now = await changes.findSearched(
      trx,
      changed.map(({ difference }) => difference.lineId),
    )
    const updates = changed.map(({ line, difference }): changes.LineUpdate => {
      const before = now.get(difference.lineId)
      if (!before) throw new Problem('import.changed')
      const columns = new Set<ComparedColumn>(difference.changes.map(({ column }) => column))
      const after = {
        extension: columns.has('extension') ? line.extension : before.extension,
        name: columns.has('name') ? line.name : before.name,
        site: columns.has('site') ? line.site : before.site,
        service: columns.has('service') ? line.service : before.service,
        userType: columns.has('userType') ? line.userType : before.user_type,
        email: columns.has('email') ? line.email : before.email,
        mobile: columns.has('mobile') ? line.mobile : before.mobile,
      }
      return {
        id: difference.lineId,
        extension: after.extension,
        name: after.name,
        name_key: nameKey(after.name),
        site_id: sites.get(nameKey(after.site)) ?? before.site_id,
        service: after.service,
        user_type: after.userType,
        mobile: after.mobile,
        email: after.email,
        new_email: columns.has('email'),
        search_text: searchText({
          number: line.number,
          extension: after.extension,
          name: after.name,
          site: after.site,
          service: services.get(after.service) ?? after.service,
          email: after.email,
          userType: userTypeWords[after.userType],
        }),
      }
    })
    await changes.updateLines(trx, updates)
    await changes.dropTokens(
      trx,
      updates.filter((one) => one.new_email).map(({ id }) => id),
    )
    written.changed += updates.length
  }

  return {
    async take(rows) {
      for (const { line } of rows) if (line) await siteOf(line.site)
      await add(rows.flatMap(({ line, difference }) => (line && difference?.kind === 'added' ? [line] : [])))
      await change(rows)
    },
    async end({ fileName, newSites }) {
      await countAgain()
      await insertNumberBlocks(
        trx,
        numberBlocks(newNumbers).map(({ first, last }) => ({
          id: randomUUID(),
          company_id: companyId,
          first_number: first,
          last_number: last,
        })),
      )
      // Calls are decided from memory: from now on it knows the lines as they are.
      house.facts.forgetCompany(trx, companyId)
      const facts = { file: fileName, ...written, sites: newSites.length }
      await auditByStaff(trx, at, who, 'lines.imported', { customer: { id: companyId, name: company.name }, facts })
    },
  }
}
