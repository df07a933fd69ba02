import { outsideNumbers } from '#domain/call-handling/mentioned.ts'
import { alwaysAllowed } from '#domain/dial-plan/destination-class.ts'
import type { House } from '../house.ts'
import { type Ground, groundOf, peopleIn, presentableOf } from './ground.ts'
import { hideCallers } from './hidden-callers.ts'
import { findState } from './settings.sql.ts'
import { contextOf, type Whose } from './whose.ts'

/**
 * A line's call settings with all that its page needs to show and preview them (guide figures 4 and 10).
 * @throws {Problem} not-found
 */
export async function readSettings(house: House, whose: Whose) {
  const ground = await groundOf(house, whose.lineId, whose.session.line.companyId)
  const state = await house.cellar.inCompany(contextOf(whose), (trx) => findState(trx, whose.lineId), {
    readOnly: true,
    once: true,
  })
  return presentSettings(house, ground, state)
}

export async function presentSettings(
  house: House,
  { known, company }: Ground,
  state: Awaited<ReturnType<typeof findState>>,
) {
  return {
    version: state.version,
    settings: hideCallers(state.settings),
    line: { lineId: known.id, number: known.number, extension: known.extension, name: known.name },
    timeZone: known.timeZone,
    people: peopleIn(state.settings, company),
    phones: known.devices.map(({ id, name, kind }) => ({ id, name, kind })),
    presentable: presentableOf(known, company),
    classes: [...alwaysAllowed, ...known.allowed],
    limits: known.limits,
    voicemail: known.voicemail,
    outside: await house.facts.hasTrunk(),
    pinSetAt: state.pinSetAt?.toISOString() ?? null,
    knownNumbers: [...new Set([...outsideNumbers(state.settings), ...state.used])],
  }
}
