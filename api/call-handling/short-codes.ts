import { readDestination } from '#domain/call-handling/change.ts'
import type { Destination } from '#domain/call-handling/settings.ts'
import { administratorsChoice, providersChoice } from '#domain/dial-plan/destination-class.ts'
import { readDialled } from '#domain/dial-plan/read-dialled.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { deleteShortCode, findShortCodes, putShortCode } from './dial-plan.sql.ts'
import type { KnownCompany } from './facts.ts'
import { groundOf } from './ground.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/** "Codici brevi" (guide figure 5; spec/product 3.5): what a few digits mean on every phone of the company. */
export async function readShortCodes(house: House, session: LiveSession) {
  const { company } = await groundOf(house, session.line.id, session.line.companyId)
  const rows = await house.cellar.inCompany(contextOf(session), findShortCodes, { readOnly: true })
  return { codes: rows.map(({ code, label, destination }) => present(code, label, destination, company)) }
}

/**
 * Whoever dials it needs the permission for what it means, so any number may stand behind a code but an emergency one.
 * @throws {Problem} setting.refused: the code is an extension, an emergency number or a number of its own; nobody is meant
 */
export async function setShortCode(house: House, who: Who, asked: { code: string; label: string; to: string }) {
  const { session } = who
  const ground = await groundOf(house, session.line.id, session.line.companyId)
  const { company } = ground
  const shadowed = readDialled(asked.code, { ...company.dialPlan, shortCode: () => undefined })
  if (shadowed.kind !== 'unknown') {
    const reason = shadowed.kind === 'emergency' ? 'emergency' : 'taken'
    throw new Problem('setting.refused', { setting: 'short-codes', reason })
  }
  const nobody = { id: '', number: ground.line.number }
  const all = [...administratorsChoice, ...providersChoice]
  const to = readDestination(asked.to, 'destination', { ...ground, line: nobody, allowed: all })
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    await putShortCode(trx, { companyId: session.line.companyId, code: asked.code, label: asked.label.trim(), to })
    house.facts.forgetCompany(trx, session.line.companyId)
    await auditBy(trx, house.clock(), who, 'short-code.set', { facts: { code: asked.code } })
  })
  return present(asked.code, asked.label.trim(), to, company)
}

/** @throws {Problem} not-found */
export async function removeShortCode(house: House, who: Who, code: string): Promise<undefined> {
  const { session } = who
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    if (!(await deleteShortCode(trx, code))) throw new Problem('not-found')
    house.facts.forgetCompany(trx, session.line.companyId)
    await auditBy(trx, house.clock(), who, 'short-code.removed', { facts: { code } })
  })
}

const present = (code: string, label: string, to: Destination, company: KnownCompany) => ({
  code,
  label,
  to,
  name: to.kind === 'line' ? (company.lines.get(to.lineId)?.name ?? null) : null,
})

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
