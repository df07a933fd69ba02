import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { revokeFamily } from './remember.sql.ts'
import { deleteSessionsOfFamily } from './session.sql.ts'
import type { LiveSession } from './sessions.ts'

/** "Esci": ends the session and forgets this computer (A17); a second click finds nothing left to do. */
export async function signOut(house: House, caller: Caller, session: LiveSession | undefined): Promise<undefined> {
  const selector = Buffer.from(caller.cookies.read('remember')?.split('.')[0] ?? '', 'base64url')
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    if (selector.length === 16) await revokeFamily(trx, selector, now)
    if (!session) return
    // Also where the browser has lost the token, or another tab continued with it.
    if (session.family) {
      await revokeFamily(trx, session.family, now)
      await deleteSessionsOfFamily(trx, session.family)
    }
    await house.sessions.end(trx, caller, session)
    await auditBy(trx, now, { session, caller }, 'sign-out')
  })
  caller.cookies.clear('remember')
  caller.cookies.clear('session')
  caller.cookies.clearSite()
  return undefined
}
