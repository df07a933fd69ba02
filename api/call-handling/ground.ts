import type { ChangeGround } from '#domain/call-handling/change/ground.ts'
import { applyChanges } from '#domain/call-handling/change.ts'
import { linesIn } from '#domain/call-handling/mentioned.ts'
import type { CallSettings } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { KnownCompany } from './facts/known-company.ts'
import type { KnownLine } from './facts/known-line.ts'

export type Ground = ChangeGround & { readonly known: KnownLine; readonly company: KnownCompany }

/** How many times a chain of forwards may lead to lines that were not in memory. */
const rounds = 8

/**
 * What a line's settings are judged against. Colleagues that a forward may reach are read beforehand, because a
 * transaction cannot stop to look for them.
 * @throws {Problem} not-found
 */
export async function groundOf(house: House, lineId: string, companyId: string): Promise<Ground> {
  const [known, company] = await Promise.all([house.facts.line(lineId), house.facts.company(companyId)])
  if (!known || known.companyId !== companyId || !company) throw new Problem('not-found')
  return {
    known,
    company,
    now: house.clock(),
    line: { id: known.id, number: known.number },
    dialPlan: company.dialPlan,
    isLine: (id) => company.lines.has(id),
    allowed: known.allowed,
    phones: new Set(known.devices.map(({ id }) => id)),
    limits: known.limits,
    voicemail: known.voicemail,
    presentable: presentableOf(known, company).map(({ number }) => number),
    settingsOf: (id) => {
      const other = house.facts.peek(id)
      return other === 'nobody' ? undefined : other?.settings
    },
  }
}

/** Tries a change outside any transaction: says early what is refused, and reads the lines its forwards reach. */
export async function tryChange(house: House, current: CallSettings, asked: SettingsRequest, ground: Ground) {
  for (let round = 0; ; round++) {
    const missing = new Set<string>()
    const settingsOf = (id: string) => {
      if (house.facts.peek(id) === undefined) missing.add(id)
      return ground.settingsOf(id)
    }
    const tried = applyChanges(current, asked, { ...ground, settingsOf })
    if (missing.size === 0 || round === rounds) return tried
    await house.facts.load([...missing])
  }
}

export type Presentable = { number: PhoneNumber; of: 'line' | 'site' | 'attendant'; name: string }

/** Only numbers of the company: the line's own, its site's, and those of its attendants (spec/product 8.3). */
export function presentableOf(known: KnownLine, company: KnownCompany): Presentable[] {
  const site = company.sites.get(known.siteId)
  const siteNumber = site?.main_number ?? site?.emergency_number
  // Ten are shown, and a large company has hundreds: one more, should this line be among them.
  const attendants = company.attendants.slice(0, 11).filter(({ id }) => id !== known.id)
  const all: Presentable[] = [
    { number: known.number, of: 'line', name: known.name },
    ...(siteNumber ? [{ number: siteNumber as PhoneNumber, of: 'site' as const, name: site?.name ?? '' }] : []),
    ...attendants
      .slice(0, 10)
      .map(({ number, name }) => ({ number: number as PhoneNumber, of: 'attendant' as const, name })),
  ]
  return all.filter(({ number }, i) => all.findIndex((other) => other.number === number) === i)
}

/** The lines that `value` speaks of, by name. */
export function peopleIn(value: unknown, company: KnownCompany) {
  return [...linesIn(value)].flatMap((lineId) => {
    const line = company.lines.get(lineId)
    return line ? [{ lineId, number: line.number, extension: line.extension, name: line.name }] : []
  })
}
