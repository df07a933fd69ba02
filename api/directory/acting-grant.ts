import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { actingGrantLifetime } from '#domain/access/session.ts'
import { later } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { endGrants, findSubject, insertGrant, lockSession } from './acting-grant.sql.ts'
import { actingRefusal } from './subject.ts'

/** Who asks, in the session that holds the grant. */
type Who = Pick<SessionVisit, 'session' | 'caller'>

/**
 * "Attenzione" → "Continua": opens one line of the company to this session for 30 minutes. A session holds one
 * grant; a new one ends the earlier (spec/security 2.8).
 * @throws {Problem} not-found, acting.not-allowed
 */
export async function openLine(house: House, who: Who, lineId: string) {
  const { session } = who
  const now = house.clock()
  const endsAt = later(now, actingGrantLifetime)
  const refusal = await inCompany(house, who, async (trx) => {
    if (!(await lockSession(trx, session.hash))) throw new Problem('session.none')
    const subject = await findSubject(trx, session.line.companyId, lineId)
    if (!subject) throw new Problem('not-found')
    const reason = actingRefusal(session.line.id, subject)
    if (reason) {
      // Committed before the refusal is answered: an attempt leaves its trace too (4.6).
      await auditBy(trx, now, who, 'acting.started', { subjectId: lineId, result: 'refused', facts: { reason } })
      return reason
    }
    await closeOpenLines(trx, who, now, lineId)
    await insertGrant(trx, {
      id: randomUUID(),
      company_id: session.line.companyId,
      session_id: session.id,
      administrator_id: session.line.id,
      subject_id: lineId,
      created_at: now,
      expires_at: endsAt,
    })
    house.sessions.forget(trx, session.line.id)
    await auditBy(trx, now, who, 'acting.started', { subjectId: lineId })
    return undefined
  })
  if (refusal) throw new Problem('acting.not-allowed', { reason: refusal })
  return { lineId, endsAt: endsAt.toISOString() }
}

/** "Torna a Gestione dati". Ending what has ended already is no fault. */
export async function closeLine(house: House, who: Who): Promise<undefined> {
  await inCompany(house, who, async (trx) => {
    await closeOpenLines(trx, who, house.clock(), undefined)
    house.sessions.forget(trx, who.session.line.id)
  })
}

/** Opening the same line again goes on with it: that is no end worth telling. */
async function closeOpenLines(trx: Transaction, who: Who, now: Date, goesOn: string | undefined): Promise<void> {
  for (const subjectId of await endGrants(trx, who.session.id, now)) {
    if (subjectId !== goesOn) await auditBy(trx, now, who, 'acting.ended', { subjectId })
  }
}

function inCompany<T>({ cellar }: House, { session }: Who, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return cellar.inCompany({ companyId: session.line.companyId, lineId: session.line.id }, work)
}
