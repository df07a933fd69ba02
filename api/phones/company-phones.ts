import { searchTerms } from '#domain/directory/search-text.ts'
import { addRefusal, type DeviceState, fewestDevices } from '#domain/phones/device.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { Allowed } from './change-phone.ts'
import { findCompanyPhones, findPhoneChoices, findPhoneLine, type PhoneLine } from './devices.sql.ts'
import { presentPhone } from './present-phone.ts'

type Query = {
  search?: string | undefined
  state?: DeviceState | undefined
  page: number
  size: number
}

/** Another administrator looks after his or her own line (spec/security 2.2); an end user's, and one's own, may be helped. */
const mayChange = (session: LiveSession, line: { id: string; role: 'user' | 'administrator' }): boolean =>
  line.id === session.line.id || line.role !== 'administrator'

/** Tab "Telefoni": every phone of the company, a page. */
export async function listCompanyPhones(house: House, session: LiveSession, query: Query) {
  const { companyId } = session.line
  const now = house.clock()
  const { phones, total } = await house.cellar.inCompany(
    { companyId },
    (trx) =>
      findCompanyPhones(
        trx,
        { companyId, terms: phoneTerms(query.search ?? ''), state: query.state, now },
        (query.page - 1) * query.size,
        query.size,
      ),
    { readOnly: true },
  )
  return {
    total,
    page: query.page,
    size: query.size,
    phones: phones.map((device) => ({
      ...presentPhone(device, now),
      line: { id: device.line_id, number: device.number, extension: device.extension, name: device.line_name },
      mayChange: mayChange(session, { id: device.line_id, role: device.role }),
    })),
  }
}

/** A MAC address is kept without its colons, a SIP user with its dash; everything else is looked for as in Utenti. */
function phoneTerms(search: string): string[] {
  if (/^\d+-\d+$/.test(search)) return [search]
  const mac = search.replace(/[:-]/g, '').toLowerCase()
  return /^[0-9a-f]{4,12}$/.test(mac) && /[:-]/.test(search) ? [mac] : searchTerms(search)
}

const choicesShown = 20

/** Lines for the field "Per chi?" of "Aggiungi telefono". */
export async function listPhoneChoices(house: House, session: LiveSession, search: string) {
  const { companyId } = session.line
  const rows = await house.cellar.inCompany(
    { companyId },
    (trx) => findPhoneChoices(trx, companyId, searchTerms(search), choicesShown),
    { readOnly: true },
  )
  return {
    lines: rows.map((line) => {
      const limit = line.limit ?? fewestDevices
      const refusal = addRefusal({ devices: line.phones, limit, emailVerified: true, account: line.account })
      return {
        id: line.id,
        number: line.number,
        extension: line.extension,
        name: line.name,
        service: line.service,
        phones: line.phones,
        limit,
        refusal: mayChange(session, line)
          ? refusal === 'email'
            ? null
            : (refusal ?? null)
          : ('administrator' as const),
      }
    }),
  }
}

/** @throws {Problem} acting.not-allowed */
export function requireLineOfEndUser(session: LiveSession): (line: PhoneLine) => void {
  return (line) => {
    if (!mayChange(session, line)) throw new Problem('acting.not-allowed', { reason: 'administrator' })
    if (line.account === 'closed') throw new Problem('acting.not-allowed', { reason: 'closed' })
  }
}

/** @throws {Problem} not-found, acting.not-allowed */
export const ofEndUser =
  (session: LiveSession): Allowed =>
  async (trx, device) => {
    const line = await findPhoneLine(trx, session.line.companyId, device.line_id)
    if (!line) throw new Problem('not-found')
    requireLineOfEndUser(session)(line)
  }
