import { absoluteEnd } from '#domain/access/session.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type Account, changeCredential, findAccount, findContextWords, lockAccount } from './account.sql.ts'
import { accountFacts, afterCountedSignIn, isSharedClosed } from './account-facts.ts'
import { dropAddressProof, sendEmailProof } from './email.ts'
import { dropLinks } from './mailed-link.sql.ts'
import { writeOwnPassword } from './own-password.ts'
import { requireGoodPassword, requireNewPassword } from './password-policy.ts'
import { revokeFamiliesOfLine } from './remember.sql.ts'
import { beginRemembering } from './remember.ts'
import { secretText } from './secret-text.ts'
import { deleteSessionsOfLine } from './session.sql.ts'
import { presentSession } from './session-state.ts'
import type { LiveSession } from './sessions.ts'

/**
 * Changes the temporary password into an own one (guide 2.2, figure 3) or an own one into another (figure 11).
 * Both ask for the old password again; both end every other session.
 * @throws {Problem} password.wrong, password.refused, session.remembered, throttled, busy
 */
export async function changePassword(
  house: House,
  caller: Caller,
  session: LiveSession,
  typed: { oldPassword: string; newPassword: string },
) {
  const { cellar, hasher, throttles, sessions, clock, config } = house
  if (session.kind === 'remembered' && session.passwordAt === null && session.steppedUpAt === null)
    throw new Problem('session.remembered')
  const read = await cellar.asService(
    async (trx) => ({
      account: await findAccount(trx, session.line.id),
      sites: await findContextWords(trx, session.line.companyId),
    }),
    { readOnly: true },
  )
  const account = read.account as Account
  await throttles.beforeSecret(account.id)
  const waiter = { account: account.number, ip: caller.ip }
  if (
    !(await hasher.check(secretText(typed.oldPassword, account.credential), currentSecret(account, clock()), waiter))
  ) {
    await throttles.secretFailed(account.id)
    await cellar.asService((trx) =>
      auditBy(trx, clock(), { session, caller }, 'password.changed', { result: 'refused' }),
    )
    throw new Problem('password.wrong')
  }
  const context = account.credential === 'own' ? { current: typed.oldPassword } : { temporary: typed.oldPassword }
  requireGoodPassword(house, typed.newPassword, account, { sites: read.sites, ...context })
  await requireNewPassword(hasher, typed.newPassword, account, caller.ip)
  const made = await hasher.make(secretText(typed.newPassword, 'own'), waiter)

  await cellar.asService(async (trx) => {
    const locked = await lockAccount(trx, account.id)
    // Somebody changed it in the meantime (another window, the administrator): the old password is no longer right.
    if (!locked || locked.password_hash !== account.password_hash || locked.credential !== account.credential)
      throw new Problem('password.wrong')
    const now = clock()
    await writeOwnPassword(house, trx, caller, locked, made)
    if (locked.credential !== 'own') {
      // The first entry with an own password counts against the e-mail's grace, and starts it.
      const facts = afterCountedSignIn({ ...accountFacts(locked), credential: 'own' }, now)
      await changeCredential(trx, account.id, {
        sign_ins_without_email: facts.signInsWithoutEmail,
        email_later_since: facts.emailLaterSince,
      })
    }
    await deleteSessionsOfLine(trx, account.id, session.hash)
    await revokeFamiliesOfLine(trx, account.id, now)
    await dropAddressProof(trx, account.id)
    await dropLinks(trx, account.id, ['reset', 'confirm-and-reset'])
    const kind = session.kind === 'gate' && locked.email_status === 'none' ? 'gate' : 'full'
    const family = kind === 'full' && session.remember ? await beginRemembering(house, trx, caller, locked) : null
    await sessions.renew(trx, caller, session, {
      kind,
      password_kind: 'own',
      password_at: now,
      stepped_up_at: now,
      family,
      expires_at: session.kind === 'gate' ? absoluteEnd(kind, session.view, now) : session.expiresAt,
    })
    // An address that the activation or the administrator gave is proved now (S48).
    if (locked.credential !== 'own' && locked.email && locked.email_status === 'pending')
      await sendEmailProof(house, trx, session, locked.email)
    await auditBy(trx, now, { session, caller }, locked.credential === 'own' ? 'password.changed' : 'line.activated')
  })
  await throttles.secretRight(account.id)
  return { session: presentSession(await sessions.reread(caller), clock(), config) }
}

/** The hash behind the line's present secret. */
function currentSecret(account: Account, now: Date) {
  if (account.credential === 'shared')
    return account.shared_hash && account.shared_pepper_id && !isSharedClosed(account, now)
      ? { hash: account.shared_hash, pepperId: account.shared_pepper_id }
      : undefined
  return account.password_hash && account.pepper_id
    ? { hash: account.password_hash, pepperId: account.pepper_id }
    : undefined
}
