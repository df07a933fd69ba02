import { maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { type Account, changeLine, lockAccount } from './account.sql.ts'
import { acceptAddress } from './email.ts'
import { dropCode } from './email-code.sql.ts'
import { digest } from './hasher.ts'
import { consumeLink, dropLaterUndoLinks, dropLinks, tryLink } from './mailed-link.sql.ts'
import { revokeFamiliesOfLine } from './remember.sql.ts'
import { deleteSessionsOfLine } from './session.sql.ts'

const tries = 5

const isLive = (account: Account) => account.account === 'live' && !account.company_closed_at

const earlier = (end: Date | null, now: Date) => (end && end < now ? end : now)

const byOwner = (account: Account, caller: Caller) => ({
  companyId: account.company_id,
  actor: { id: account.id, name: account.name, role: 'user' as const },
  subjectId: account.id,
  facts: { device: caller.label },
  ip: caller.ip,
  requestId: caller.requestId,
})

/**
 * Verifies an address with the mailed link and the phone number; signs nobody in.
 * @throws {Problem} link.invalid, throttled
 */
export async function confirmByLink(
  house: House,
  caller: Caller,
  typed: { token: string; number: string },
): Promise<{ maskedEmail: string }> {
  const { cellar, clock, throttles } = house
  await throttles.beforeLink(caller.ip)
  const hash = digest(typed.token)
  const tried = await cellar.asService((trx) => tryLink(trx, hash, ['verify-email'], clock(), tries))
  const masked =
    tried &&
    (await cellar.asService(async (trx) => {
      const account = await lockAccount(trx, tried.line_id)
      if (
        !account ||
        !isLive(account) ||
        account.number !== readPhoneNumber(typed.number) ||
        !tried.address ||
        !(await consumeLink(trx, hash, clock()))
      )
        return undefined
      const changes = account.email_status === 'verified'
      await acceptAddress(house, trx, account.id, tried.address, undefined)
      await audit(trx, clock(), { ...byOwner(account, caller), action: changes ? 'email.changed' : 'email.verified' })
      return maskEmailAddress(tried.address as never)
    }))
  if (masked) return { maskedEmail: masked }
  await throttles.linkFailed(caller.ip)
  throw new Problem('link.invalid')
}

/**
 * Takes back a change of address: the old one is restored, every session ends, and only a reset sent to the old
 * address (or the administrator) opens the line again (2.2, E06).
 * @throws {Problem} link.invalid, throttled
 */
export async function undoEmailChange(
  house: House,
  caller: Caller,
  typed: { token: string },
): Promise<{ maskedEmail: string }> {
  const { cellar, clock, throttles, sessions } = house
  await throttles.beforeLink(caller.ip)
  const hash = digest(typed.token)
  const masked = await cellar.asService(async (trx) => {
    const now = clock()
    const tried = await tryLink(trx, hash, ['undo-email'], now, tries)
    const account = tried && (await lockAccount(trx, tried.line_id))
    // Where no address is in force there is no change to take back: the line has been given to somebody else.
    if (!account || !isLive(account) || account.email_status !== 'verified') return undefined
    if (!tried.address || !(await consumeLink(trx, hash, now))) return undefined
    await changeLine(trx, account.id, {
      email: tried.address,
      email_status: 'verified',
      email_next: null,
      // Frozen: whoever knew the password no longer gets in; the mailbox's owner resets it.
      credential_expires_at: earlier(account.credential_expires_at, now),
    })
    await deleteSessionsOfLine(trx, account.id)
    await revokeFamiliesOfLine(trx, account.id, now)
    await dropLinks(trx, account.id, ['verify-email', 'reset', 'confirm-and-reset'])
    await dropLaterUndoLinks(trx, account.id, hash, tried.created_at)
    await dropCode(trx, account.id)
    sessions.forget(trx, account.id)
    await house.outbox.queue(trx, {
      companyId: account.company_id,
      to: tried.address,
      language: account.language,
      letter: { name: 'email-undone', facts: { maskedNumber: maskPhoneNumber(account.number as never) } },
    })
    await audit(trx, now, { ...byOwner(account, caller), action: 'email.change-undone' })
    return maskEmailAddress(tried.address as never)
  })
  if (masked) return { maskedEmail: masked }
  await throttles.linkFailed(caller.ip)
  throw new Problem('link.invalid')
}
