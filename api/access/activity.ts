import type { z } from 'zod'
import type { activity } from '#contract/words.ts'
import type { House } from '../house.ts'
import { type ActivityRow, findActivity } from '../provider/audit.sql.ts'
import type { LiveSession } from './sessions.ts'

export type Activity = z.input<typeof activity>

const pageSize = 25

/** An event as its line's holder may read it: who did it, in one word and a name. */
export function presentActivity(row: ActivityRow, viewerId: string): Activity {
  const actor = row.actor_id === viewerId ? 'you' : row.actor_role === 'user' ? 'owner' : row.actor_role
  return {
    id: Number(row.id),
    at: row.at.toISOString(),
    action: row.action,
    result: row.result,
    actor,
    actorName: actor === 'you' ? '' : row.actor_name,
    facts: row.facts,
  }
}

/** "Attività recente", a page: also what an administrator or 1928 did (L05). */
export async function listActivity(house: House, session: LiveSession, before: number | undefined) {
  const rows = await house.cellar.inCompany(
    { companyId: session.line.companyId, lineId: session.line.id },
    (trx) => findActivity(trx, session.line.id, pageSize + 1, before),
    { readOnly: true },
  )
  return {
    activity: rows.slice(0, pageSize).map((row) => presentActivity(row, session.line.id)),
    more: rows.length > pageSize,
  }
}
