import { absoluteEnd, absoluteEndAfterSwitch } from '#domain/access/session.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { endGrantsOfSession } from './session.sql.ts'
import { passwordShownWithin } from './session-rights.ts'
import { presentSession } from './session-state.ts'
import type { LiveSession } from './sessions.ts'

/**
 * The pop-up of figures 2 and 14, and the switch in the user menu. Towards the administrator's view the password
 * must have been shown in the last 12 hours (spec/security 4.1); a remembered computer has shown none.
 * @throws {Problem} forbidden, step-up
 */
export async function chooseView(
  house: House,
  caller: Caller,
  session: LiveSession,
  typed: { view: 'user' | 'administrator' },
) {
  const { cellar, clock, config, sessions } = house
  if (session.line.role !== 'administrator') throw new Problem('forbidden')
  const now = clock()
  const full = session.kind === 'full' || session.kind === 'remembered'
  const up = typed.view === 'administrator'
  if (up && full && !passwordShownWithin(session, 'administrator-view', now)) throw new Problem('step-up')
  const ends =
    session.view === null
      ? full
        ? absoluteEnd(session.kind, typed.view, now)
        : session.expiresAt
      : absoluteEndAfterSwitch(session, typed.view, now)
  await cellar.asService(async (trx) => {
    if (!up) await endGrantsOfSession(trx, session.id, now)
    // A session that has shown the password since is no longer a merely remembered one.
    const kind = up && session.kind === 'remembered' ? ('full' as const) : session.kind
    await sessions.renew(trx, caller, session, { view: typed.view, kind, expires_at: ends })
    await auditBy(trx, now, { session, caller }, 'view.switched', { facts: { view: typed.view } })
  })
  return { session: presentSession(await sessions.reread(caller), now, config) }
}
