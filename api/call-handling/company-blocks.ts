import { randomUUID } from 'node:crypto'
import { readCaller } from '#domain/call-handling/change/read-caller.ts'
import { limits } from '#domain/call-handling/settings.ts'
import { numberType } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { deleteBlock, findBlocks, insertBlock } from './dial-plan.sql.ts'
import { groundOf } from './ground.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/** Callers that no line of the company wants (spec/product 2.14, row 1). */
export async function readBlocks(house: House, session: LiveSession) {
  const rows = await house.cellar.inCompany(contextOf(session), findBlocks, { readOnly: true })
  const blocks = rows.map(({ id, caller, note, created_at, created_by }) => ({
    id,
    caller,
    note,
    at: created_at.toISOString(),
    by: created_by,
  }))
  return { blocks }
}

/** @throws {Problem} setting.refused: no number, a colleague, an emergency number, too many */
export async function blockCaller(house: House, who: Who, asked: { caller: string; note: string }) {
  const { session } = who
  const ground = await groundOf(house, session.line.id, session.line.companyId)
  const caller = readCaller(asked.caller, 'destination', ground)
  const refuse = (reason: string) => new Problem('setting.refused', { setting: 'company-blocks', reason })
  // Colleagues are not callers from outside; and whoever brings help is never turned away (8.2).
  if (caller.kind === 'line') throw refuse('own-number')
  if (caller.kind === 'number' && numberType(caller.number) === 'emergency') throw refuse('emergency')
  if (ground.company.blocked.length >= limits.callersPerList) throw refuse('too-many')
  const now = house.clock()
  const block = { id: randomUUID(), caller, note: asked.note, now, by: session.line.name }
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    await insertBlock(trx, { ...block, companyId: session.line.companyId })
    house.facts.forgetCompany(trx, session.line.companyId)
    await auditBy(trx, now, who, 'company-block.added', { facts: { kind: caller.kind } })
  })
  return { id: block.id, caller, note: block.note, at: now.toISOString(), by: block.by }
}

/** @throws {Problem} not-found */
export async function unblockCaller(house: House, who: Who, id: string): Promise<undefined> {
  const { session } = who
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    if (!(await deleteBlock(trx, id))) throw new Problem('not-found')
    house.facts.forgetCompany(trx, session.line.companyId)
    await auditBy(trx, house.clock(), who, 'company-block.removed')
  })
}

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
