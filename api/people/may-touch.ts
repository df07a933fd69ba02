import type { Transaction } from '#database/connect.ts'
import { lossRefusal } from '#domain/access/administrators.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import { enabledOf, findAdministrators, holdAdministrators } from './people.sql.ts'

/** Why something cannot be done to a line; each has its sentence in `translations/<language>/people.ts`. */
export type PersonRefusal =
  | 'self'
  | 'administrator'
  | 'closed'
  | 'last-administrator'
  | 'unreachable'
  | 'suspended'
  | 'not-suspended'
  | 'site-unknown'

/** @throws {Problem} person.refused, always */
export const refuse = (reason: PersonRefusal): never => {
  throw new Problem('person.refused', { reason })
}

/** An administrator of some sites leaves other administrators alone, wherever their line is. */
export function requireNotAbove(session: LiveSession, line: { id: string; role: 'user' | 'administrator' }): void {
  if (session.line.administratorSites && line.role === 'administrator' && line.id !== session.line.id)
    refuse('administrator')
}

/**
 * Before an administrator stops being one. Holds whoever else wants the same until this transaction ends; the database
 * has the same rule of its own (R13).
 * @throws {Problem} person.refused
 */
export async function requireAnotherAdministrator(trx: Transaction, companyId: string, lineId: string): Promise<void> {
  await holdAdministrators(trx, companyId)
  const reason = lossRefusal(enabledOf(await findAdministrators(trx, companyId)), lineId)
  if (reason) refuse(reason)
}
