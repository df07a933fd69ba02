import { checkPin } from '#domain/access/pin.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type Account, changeCredential, findAccount } from './account.sql.ts'
import type { LiveSession } from './sessions.ts'

/**
 * Asks for the PIN of call services: one counter for the web and the phone (spec/security 2.10).
 * @throws {Problem} pin.wrong, also when none is defined; throttled, busy
 */
export async function requirePin(
  house: Pick<House, 'cellar' | 'hasher' | 'throttles'>,
  caller: Pick<Caller, 'ip'>,
  lineId: string,
  typed: string | undefined,
): Promise<void> {
  const { cellar, hasher, throttles } = house
  const account = await cellar.asService((trx) => findAccount(trx, lineId), { readOnly: true })
  if (typed === undefined || !account?.pin_hash || !account.pin_pepper_id) throw new Problem('pin.wrong')
  await throttles.beforePin(lineId)
  const stored = { hash: account.pin_hash, pepperId: account.pin_pepper_id }
  if (!(await hasher.check(typed, stored, { account: account.number, ip: caller.ip }))) {
    await throttles.pinFailed(lineId)
    throw new Problem('pin.wrong')
  }
  await throttles.pinRight(lineId)
}

/**
 * Defines or changes the PIN of call services (guide figure 11, spec/security 2.10). No message is sent (S76);
 * the profile shows when it was last changed. Whoever forgot the PIN has just shown the password, and leaves
 * the current PIN out.
 * @throws {Problem} pin.wrong, pin.refused, throttled, busy
 */
export async function changePin(
  house: House,
  caller: Caller,
  session: LiveSession,
  typed: { currentPin?: string | undefined; newPin: string },
) {
  const { cellar, hasher, throttles, clock } = house
  const account = (await cellar.asService((trx) => findAccount(trx, session.line.id), { readOnly: true })) as Account
  const waiter = { account: account.number, ip: caller.ip }
  if (account.pin_hash && account.pin_pepper_id && typed.currentPin !== undefined) {
    await throttles.beforePin(account.id)
    if (!(await hasher.check(typed.currentPin, { hash: account.pin_hash, pepperId: account.pin_pepper_id }, waiter))) {
      await throttles.pinFailed(account.id)
      await cellar.asService((trx) => auditBy(trx, clock(), { session, caller }, 'pin.changed', { result: 'refused' }))
      throw new Problem('pin.wrong')
    }
    await throttles.pinRight(account.id)
  }
  const { flaws, warnings } = checkPin(typed.newPin, [account.number, account.extension])
  if (flaws.length) throw new Problem('pin.refused', { flaws })
  const made = await hasher.make(typed.newPin, waiter)
  const now = clock()
  await cellar.asService(async (trx) => {
    await changeCredential(trx, account.id, { pin_hash: made.hash, pin_pepper_id: made.pepperId, pin_set_at: now })
    await auditBy(trx, now, { session, caller }, 'pin.changed')
  })
  return { setAt: now.toISOString(), warnings: [...warnings] }
}
