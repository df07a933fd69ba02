import { randomUUID } from 'node:crypto'
import { later } from '#domain/clock.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { readSupportCode, supportCode } from '#domain/support/support-code.ts'
import { sameBytes } from '../access/hasher.ts'
import type { House } from '../house.ts'
import type { StaffVisit } from '../http/visit.ts'
import { auditByStaff } from '../provider/audit.ts'
import { hashOfCode } from './own-support.ts'
import { endVisits, findLineForCode, insertVisit, tryCode, useCode } from './support.sql.ts'

type Typed = { readonly number: string; readonly code: string; readonly ticket: string }

/**
 * Number and code open the diagnosis for half an hour. Whether the number or the code was wrong is not said, and both
 * count: against the code, and against whoever types.
 * @throws {Problem} support.code-wrong, throttled
 */
export async function openDiagnosis(house: House, visit: StaffVisit, typed: Typed) {
  const { staff } = visit
  await house.throttles.beforeSupportCode(staff.id)
  const lineId = await lineOfCode(house, typed)
  const opened = lineId && (await enter(house, visit, typed, lineId))
  if (opened) return { visitId: opened }
  await house.throttles.supportCodeFailed(staff.id)
  await house.cellar.asService((trx) =>
    auditByStaff(trx, house.clock(), visit, 'support.diagnosis-opened', {
      result: 'refused',
      facts: { ticket: typed.ticket },
    }),
  )
  throw new Problem('support.code-wrong')
}

/** The try is counted in a transaction of its own: what is refused afterwards does not take it back. */
async function lineOfCode(house: House, typed: Typed) {
  const number = readPhoneNumber(typed.number)
  const code = readSupportCode(typed.code)
  if (!number || !code) return undefined
  return house.cellar.asService(async (trx) => {
    const line = await findLineForCode(trx, number)
    const tried = line && (await tryCode(trx, line.id, house.clock(), supportCode.tries))
    if (!line || !tried) return undefined
    return sameBytes(tried.code_hash, hashOfCode(house, line.id, code)) ? { ...line, codeId: tried.id } : undefined
  })
}

async function enter(
  house: House,
  { staff, caller }: StaffVisit,
  { ticket }: Typed,
  line: NonNullable<Awaited<ReturnType<typeof lineOfCode>>>,
): Promise<string | undefined> {
  const id = randomUUID()
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    if (!(await useCode(trx, line.codeId, now))) return undefined
    // A new code is a new consent: whoever looked before is out.
    await endVisits(trx, line.id, 'customer', now)
    await insertVisit(trx, {
      id,
      company_id: line.company_id,
      line_id: line.id,
      staff_id: staff.id,
      staff_name: staff.name,
      opened_at: now,
      expires_at: later(now, supportCode.visitLives),
    })
    house.live.tell(trx, { companyId: line.company_id, lineId: line.id, topic: 'support' })
    await auditByStaff(trx, now, { staff, caller }, 'support.diagnosis-opened', {
      customer: { id: line.company_id, name: line.company_name },
      subjectId: line.id,
      facts: { ticket },
    })
    return id
  })
}
