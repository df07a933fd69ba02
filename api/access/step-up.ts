import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type Account, findAccount } from './account.sql.ts'
import { secretText } from './secret-text.ts'
import { countStepUpFailure } from './session.sql.ts'
import { presentSession } from './session-state.ts'
import type { LiveSession } from './sessions.ts'

/** Five wrong passwords end the session: whoever sits at a stranger's open session gets no more guesses (2.7). */
const failuresThatEnd = 5

/**
 * Shows the password again before something delicate.
 * @throws {Problem} password.wrong, session.none (at the fifth), throttled, busy
 */
export async function stepUp(house: House, caller: Caller, session: LiveSession, typed: { password: string }) {
  const { cellar, hasher, sessions, throttles, clock, config } = house
  const account = (await cellar.asService((trx) => findAccount(trx, session.line.id), { readOnly: true })) as Account
  await throttles.beforeSecret(account.id)
  const stored =
    account.password_hash && account.pepper_id
      ? { hash: account.password_hash, pepperId: account.pepper_id }
      : undefined
  const right = await hasher.check(secretText(typed.password, account.credential), stored, {
    account: account.number,
    ip: caller.ip,
  })
  const now = clock()
  if (!right) {
    await throttles.secretFailed(account.id)
    const last = await cellar.asService(async (trx) => {
      const over = (await countStepUpFailure(trx, session.hash)) >= failuresThatEnd
      if (over) await sessions.end(trx, caller, session)
      await auditBy(trx, now, { session, caller }, 'session.stepped-up', { result: 'refused' })
      return over
    })
    throw new Problem(last ? 'session.none' : 'password.wrong')
  }
  await throttles.secretRight(account.id)
  await cellar.asService(async (trx) => {
    await sessions.renew(trx, caller, session, { stepped_up_at: now, password_at: now, step_up_failures: 0 })
    await auditBy(trx, now, { session, caller }, 'session.stepped-up')
  })
  return { session: presentSession(await sessions.reread(caller), now, config) }
}
