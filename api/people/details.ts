import type { z } from 'zod'
import type { peopleRoutes } from '#contract/people.ts'
import { nameKey, searchTextWith } from '#domain/directory/search-text.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { readMobile, readName } from '#domain/provider/company-file-cells.ts'
import { changeLine, lockAccount } from '../access/account.sql.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { refuse, requireNotAbove } from './may-touch.ts'
import { findSearchText, findSitesById } from './people.sql.ts'
import { requirePerson } from './person.ts'

type Asked = z.output<(typeof peopleRoutes)['PATCH /api/people/lines/:lineId']['body']>

/** One line of text that can be read and that no spreadsheet takes for a formula. @throws {Problem} person.name */
export function requireName(typed: string): string {
  const read = readName(typed.replace(/[\s\p{C}]+/gu, ' ').trim())
  if ('wrong' in read) throw new Problem('person.name')
  return read.value
}

/** @throws {Problem} person.mobile */
export function requireMobile(typed: string | null): PhoneNumber | null {
  const read = readMobile(typed?.trim() ?? '')
  if ('wrong' in read) throw new Problem('person.mobile')
  return read.value
}

/**
 * "Modifica dati personali": name, site and mobile (spec/product 3.2, 3.15). The form says what it showed, so that what
 * somebody else has changed meanwhile is not written over.
 * @throws {Problem} not-found, person.refused, person.name, person.mobile, person.changed
 */
export async function changeDetails(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  lineId: string,
  asked: Asked,
): Promise<undefined> {
  const { session } = who
  const { companyId, id } = session.line
  const name = requireName(asked.name)
  const mobile = requireMobile(asked.mobile)
  await house.cellar.inCompany({ companyId, lineId: id, subjectId: lineId }, async (trx) => {
    const now = house.clock()
    await lockAccount(trx, lineId)
    const before = await requirePerson(trx, companyId, lineId, now)
    requireNotAbove(session, before)
    const { was } = asked
    if (before.name !== was.name || before.site_id !== was.siteId || before.mobile !== was.mobile)
      throw new Problem('person.changed')
    const [site] = await findSitesById(trx, companyId, [asked.siteId])
    const limited = session.line.administratorSites
    // Nobody moves a line to where it would be out of one's own sight.
    if (!site || (limited && !limited.includes(site.id) && site.id !== before.site_id)) return refuse('site-unknown')
    const changed = [
      ...(name === before.name ? [] : ['name']),
      ...(site.id === before.site_id ? [] : ['site']),
      ...(mobile === before.mobile ? [] : ['mobile']),
    ]
    if (changed.length === 0) return
    const { search_text } = await findSearchText(trx, lineId)
    await changeLine(trx, lineId, {
      name,
      name_key: nameKey(name),
      site_id: site.id,
      mobile,
      search_text: searchTextWith(search_text, { name, site: site.name }),
    })
    house.facts.forgetLine(trx, lineId)
    house.facts.forgetCompany(trx, companyId)
    house.sessions.forget(trx, lineId)
    await auditBy(trx, now, who, 'line.details-changed', { subjectId: lineId, facts: { changed: changed.join(', ') } })
  })
}
