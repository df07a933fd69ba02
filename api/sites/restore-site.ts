import type { Memory } from '#domain/audit-log/memory.ts'
import { siteFields } from '#domain/directory/site.ts'
import { Problem } from '#domain/problem.ts'
import { difference, gone, type Restoring } from '../audit-log/restoring.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { findSite } from './sites.sql.ts'
import { addSite, changeSite } from './sites.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Of = Extract<Memory, { kind: 'site' }>
type Values = Record<(typeof siteFields)[number], string>

/**
 * A site with what an entry changed put back, the rest as it is now; one that was deleted comes back whole, with the same
 * history. Lines that it had stay where they were moved.
 * @throws {Problem} history.gone: it was deleted after this entry
 */
export async function restoringSite(house: House, who: Who, { id, values, removed }: Of): Promise<Restoring> {
  const { id: lineId, companyId } = who.session.line
  const now = await house.cellar.inCompany({ companyId, lineId }, (trx) => findSite(trx, id), { readOnly: true })
  if (!now) {
    if (!removed) throw new Problem('history.gone')
    const range = removed.range ? `${removed.range.first}–${removed.range.last}` : ''
    const asked = asWritten({ ...nothing, ...values })
    const back = { id, version: removed.version + 1, range: removed.range }
    return {
      seen: gone,
      facts: difference({}, { ...values, extensions: range }),
      apply: (facts) => addSite(house, who, asked, { ...back, facts }),
    }
  }
  const current = Object.fromEntries(siteFields.map((field) => [field, now[field] ?? ''])) as Values
  const asked = { ...asWritten({ ...current, ...values }), version: now.version }
  return {
    seen: String(now.version),
    facts: difference(current, values),
    apply: (facts) => changeSite(house, who, id, asked, facts),
  }
}

const nothing = Object.fromEntries(siteFields.map((field) => [field, ''])) as Values

/** As a person would write it in the form. */
const asWritten = (values: Values) => ({
  name: values.name,
  address: {
    street: values.street,
    houseNumber: values.house_number,
    postcode: values.postcode,
    town: values.town,
    province: values.province,
  },
  timeZone: values.time_zone,
  mainNumber: values.main_number,
  emergencyNumber: values.emergency_number,
  emergencyDetails: values.emergency_details,
})
