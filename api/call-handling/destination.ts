import { readDestination } from '#domain/call-handling/change/read-destination.ts'
import { classOf } from '#domain/dial-plan/destination-class.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../house.ts'
import { groundOf } from './ground.ts'
import type { Whose } from './whose.ts'

/**
 * What a typed number or extension means as a forward, with "il chiamato vedrà" (spec/product 8.3).
 * @throws {Problem} setting.refused
 */
export async function showDestination(house: House, { lineId, session }: Whose, typed: string) {
  const ground = await groundOf(house, lineId, session.line.companyId)
  const { known, company } = ground
  const to = readDestination(typed, 'destination', ground, known.settings.barring)
  const calleeSees = { number: known.number, ifHidden: known.number }
  if (to.kind === 'number')
    return { to, name: null, number: to.number, extension: null, class: classOf(to.number), calleeSees }
  const line = company.lines.get(to.lineId)
  return {
    to,
    name: line?.name ?? null,
    number: (line?.number ?? '') as PhoneNumber,
    extension: line?.extension || null,
    class: 'internal' as const,
    calleeSees,
  }
}
