import { afterCommit } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { type Account, changeCredential, changeLine, lockAccount } from '../access/account.sql.ts'
import { followLink } from '../access/follow-link.ts'
import { consumeLink } from '../access/mailed-link.sql.ts'
import { writeOwnPassword } from '../access/own-password.ts'
import { requireGoodPassword } from '../access/password-policy.ts'
import { secretText } from '../access/secret-text.ts'
import { presentSession } from '../access/session-state.ts'
import { trustDevice } from '../access/trusted-device.ts'
import { revokeAccess } from '../directory/revoke-access.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { isInvited } from './remind.ts'

/**
 * A personal invitation is accepted (spec/security 1.4.10): the mailbox and the line's number prove who it is, the own
 * password ends the first access, and its holder is in. The link works once; a wrong number costs one of its five tries.
 * @throws {Problem} link.invalid, password.refused, busy, throttled
 */
export async function acceptInvitation(
  house: House,
  caller: Caller,
  typed: { token: string; number: string; newPassword: string },
) {
  const { cellar, hasher, clock, sessions } = house
  const { hash, link, account, sites } = await followLink(
    house,
    caller,
    typed,
    ['invitation'],
    (account, { address }) => waits(account, address, clock()),
  )
  requireGoodPassword(house, typed.newPassword, account, { sites })
  const made = await hasher.make(secretText(typed.newPassword, 'own'), { account: account.number, ip: caller.ip })
  await cellar.asService(async (trx) => {
    const now = clock()
    const locked = await lockAccount(trx, account.id)
    if (!locked || !waits(locked, link.address, now) || !(await consumeLink(trx, hash, now)))
      throw new Problem('link.invalid')
    await revokeAccess(house, trx, account.id, now)
    // Whoever opened the letter has the mailbox: the address that the administrator entered is proved now.
    await changeLine(trx, account.id, { email_status: 'verified', email_source: 'owner', gate_opened_at: now })
    await writeOwnPassword(house, trx, caller, locked, made, 'invitation')
    await changeCredential(trx, account.id, {
      last_signed_in_at: now,
      email_later_since: null,
      sign_ins_without_email: 0,
    })
    await sessions.begin(trx, caller, {
      line_id: account.id,
      company_id: account.company_id,
      kind: 'full',
      view: 'user',
      password_kind: 'own',
      password_at: now,
      family: null,
      remember: false,
    })
    afterCommit(trx, () => trustDevice(house.config, caller, account.id))
    await audit(trx, now, {
      companyId: account.company_id,
      actor: { id: account.id, name: account.name, role: 'user' },
      subjectId: account.id,
      action: 'line.activated',
      facts: { invitation: true, device: caller.label },
      ip: caller.ip,
      requestId: caller.requestId,
    })
  })
  return { session: presentSession(await sessions.reread(caller), clock(), house.config) }
}

/** Invited still, at the address that the letter went to: another address, password or deadline has replaced it. */
function waits(account: Account, address: string | null | undefined, now: Date): boolean {
  const live = account.account === 'live' && !account.company_closed_at && account.role === 'user'
  const inTime = account.credential_expires_at !== null && now < account.credential_expires_at
  return live && inTime && isInvited(account) && account.email !== null && account.email === address
}
