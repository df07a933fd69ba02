import type { Memory } from '#domain/audit-log/memory.ts'
import { codesOfRange } from '#domain/dial-plan/code-conflicts.ts'
import { Problem } from '#domain/problem.ts'
import { difference, gone, type Restoring } from '../audit-log/restoring.ts'
import { groundOf } from '../call-handling/ground.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { findEntry } from './short-codes.sql.ts'
import { addShortCode, changeShortCode, presentEntry } from './short-codes.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Of = Extract<Memory, { kind: 'short-code' }>

/**
 * A short code or a range as it was, whole. Digits that somebody has taken meanwhile are a conflict, as for a new one.
 * @throws {Problem} history.gone: it was deleted after this entry
 */
export async function restoringCode(house: House, who: Who, memory: Of): Promise<Restoring> {
  const { id, first, count, label, visible, to, toWords, removed } = memory
  const { id: lineId, companyId } = who.session.line
  const { company } = await groundOf(house, lineId, companyId)
  const now = await house.cellar.inCompany({ companyId, lineId }, (trx) => findEntry(trx, companyId, id), {
    readOnly: true,
  })
  const asked = { first, count, label, visible, to }
  const then = { code: inWords(first, codesOfRange(first, count)?.at(-1) ?? first), label, to: toWords, visible }
  if (!now) {
    if (!removed) throw new Problem('history.gone')
    const back = { id, version: removed.version + 1 }
    return {
      seen: gone,
      facts: difference({}, then),
      apply: (facts) => addShortCode(house, who, asked, { ...back, facts }),
    }
  }
  const { name, number, ...entry } = presentEntry(now, company)
  // The same number under another name is no difference.
  const standing = {
    code: inWords(entry.first, entry.last),
    label: entry.label,
    to: number === to ? toWords : name || number,
    visible: entry.visible,
  }
  return {
    seen: String(now.version),
    facts: difference(standing, then),
    apply: (facts) => changeShortCode(house, who, id, { ...asked, version: now.version }, facts),
  }
}

const inWords = (first: string, last: string): string => (first === last ? first : `${first}–${last}`)
