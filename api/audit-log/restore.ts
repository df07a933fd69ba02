import { type Memory, memoryOf } from '#domain/audit-log/memory.ts'
import { Problem } from '#domain/problem.ts'
import { restoringCode } from '../dial-plan/restore-code.ts'
import { restoringExtension, restoringPlan, restoringRange } from '../dial-plan/restore-extensions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { restoringSite } from '../sites/restore-site.ts'
import * as sql from './audit-log.sql.ts'
import type { Restoring } from './restoring.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/**
 * What would change if a thing were put back as it was before this entry: the entry's own values beside what stands now.
 * @throws {Problem} not-found: no such entry, or one that holds too little; history.gone
 */
export async function previewRestore(house: House, who: Who, eventId: number) {
  const { seen, facts } = await restoring(house, who, eventId)
  return { seen, facts }
}

/**
 * Puts it back, by the same rules as any change and as a change of its own in the history; the entry itself stays.
 * @param seen what was shown as standing now: somebody may have changed it meanwhile
 * @throws {Problem} not-found, history.gone, setting.conflict, and what saving it throws
 */
export async function restore(house: House, who: Who, eventId: number, seen: string): Promise<undefined> {
  const found = await restoring(house, who, eventId)
  if (found.seen !== seen) throw new Problem('setting.conflict')
  if (Object.keys(found.facts).length > 0) await found.apply({ restored: true, restoredFrom: eventId })
}

async function restoring(house: House, who: Who, eventId: number): Promise<Restoring> {
  const { id: lineId, companyId } = who.session.line
  const event = await house.cellar.inCompany({ companyId, lineId }, (trx) => sql.findEvent(trx, companyId, eventId), {
    readOnly: true,
  })
  const memory = event && memoryOf({ ...event, subjectId: event.subject_id })
  if (!memory) throw new Problem('not-found')
  return restoringOf(house, who, memory)
}

function restoringOf(house: House, who: Who, memory: Memory): Promise<Restoring> {
  switch (memory.kind) {
    case 'site':
      return restoringSite(house, who, memory)
    case 'site-range':
      return restoringRange(house, who, memory)
    case 'short-code':
      return restoringCode(house, who, memory)
    case 'extension':
      return restoringExtension(house, who, memory)
    case 'dial-plan':
      return restoringPlan(house, who, memory)
  }
}
