import type { Transaction } from '#database/connect.ts'
import type { Memory } from '#domain/audit-log/memory.ts'
import { Problem } from '#domain/problem.ts'
import { difference, type Restoring } from '../audit-log/restoring.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { findCodes } from './codes-in-use.sql.ts'
import { changePlan, planInWords, setExtension, setSiteRange, siteRangeInWords } from './extensions.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Of<Kind extends Memory['kind']> = Extract<Memory, { kind: Kind }>

/**
 * The extensions that a site kept.
 * @throws {Problem} history.gone: the site was deleted after this entry
 */
export async function restoringRange(house: House, who: Who, { id, range }: Of<'site-range'>): Promise<Restoring> {
  const now = await look(house, who, (trx, companyId) => siteRangeInWords(trx, companyId, id))
  if (now === undefined) throw new Problem('history.gone')
  return {
    seen: now,
    facts: difference({ extensions: now }, { extensions: range ? `${range.first}–${range.last}` : '' }),
    apply: (facts) => setSiteRange(house, who, id, range, { expected: now, facts }),
  }
}

/** @throws {Problem} history.gone: the line is not of the company any more */
export async function restoringExtension(house: House, who: Who, memory: Of<'extension'>): Promise<Restoring> {
  const { lineId, extension } = memory
  const { lines } = await look(house, who, findCodes)
  const now = lines.find(({ id }) => id === lineId)?.extension
  if (now === undefined) throw new Problem('history.gone')
  return {
    seen: now,
    facts: difference({ extension: now }, { extension }),
    apply: (facts) => setExtension(house, who, lineId, extension, { expected: now, facts }),
  }
}

/** How long extensions are, and the digit for an outside line. */
export async function restoringPlan(house: House, who: Who, memory: Of<'dial-plan'>): Promise<Restoring> {
  const codes = await look(house, who, findCodes)
  const now = { length: codes.length, externalPrefix: codes.externalPrefix }
  const { length = now.length, externalPrefix = now.externalPrefix } = memory
  const expected = planInWords(codes)
  return {
    seen: expected,
    facts: difference(now, { length, externalPrefix }),
    // Codes that the digit would hide are a conflict: whoever wants it all the same says so in "Interni".
    apply: (facts) => changePlan(house, who, { length, externalPrefix, accepted: false }, { expected, facts }),
  }
}

const look = <T>(house: House, { session }: Who, read: (trx: Transaction, companyId: string) => Promise<T>) => {
  const { id: lineId, companyId } = session.line
  return house.cellar.inCompany({ companyId, lineId }, (trx) => read(trx, companyId), { readOnly: true })
}
