import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { changeLine } from '../access/account.sql.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type ActivationRow, findActivationPage, lockActivation, markConfirmed } from './activations.sql.ts'
import { contextOf } from './jobs.ts'

const size = 25

/** The administrator's list of first accesses, newest first (spec/security 1.4.8). */
export async function listActivations(house: House, session: LiveSession, { page }: { page: number }) {
  const rows = await house.cellar.inCompany(
    contextOf(session),
    (trx) => findActivationPage(trx, session.line.companyId, size, (page - 1) * size),
    { readOnly: true },
  )
  return {
    total: rows[0]?.total ?? 0,
    page,
    size,
    activations: rows.map((row) => ({
      id: row.id,
      lineId: row.line_id,
      number: row.number,
      name: row.name,
      at: row.at.toISOString(),
      ip: row.ip,
      label: row.label,
      secret: row.secret,
      state: stateOf(row),
      confirmedBy: row.confirmed_by,
      current: isCurrent(row, session.line.id),
    })),
  }
}

function stateOf({ objected_at, confirmed_at }: ActivationRow) {
  if (objected_at !== null) return 'objected' as const
  return confirmed_at === null ? ('open' as const) : ('confirmed' as const)
}

/** The way into a user's line that is still in use: an older one has been answered by what came after it. */
const isCurrent = (row: ActivationRow, administratorId: string): boolean =>
  row.latest &&
  row.objected_at === null &&
  row.role === 'user' &&
  row.line_id !== administratorId &&
  row.credential === 'own'

/** @throws {Problem} not-found, activation.over */
export async function requireActivation(trx: Transaction, session: LiveSession, id: string): Promise<ActivationRow> {
  const row = await lockActivation(trx, session.line.companyId, id)
  if (!row) throw new Problem('not-found')
  if (!isCurrent(row, session.line.id)) throw new Problem('activation.over')
  return row
}

/**
 * "Conferma attivazione": the administrator knows that it was the employee. What was said and called before shows at
 * once (spec/security 1.4.7).
 * @throws {Problem} not-found, activation.over
 */
export async function confirmActivation(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  id: string,
): Promise<undefined> {
  const { session } = who
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    const row = await requireActivation(trx, session, id)
    if (row.confirmed_at !== null) return
    const now = house.clock()
    await markConfirmed(trx, id, now, 'administrator')
    await changeLine(trx, row.line_id, { activation_confirmed_at: now })
    house.sessions.forget(trx, row.line_id)
    house.live.tell(trx, { companyId: session.line.companyId, lineId: row.line_id, topic: 'activation' })
    await auditBy(trx, now, who, 'activation.confirmed', { subjectId: row.line_id })
  })
}
