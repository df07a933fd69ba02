import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { canResetByEmail } from '#domain/access/account.ts'
import { later, minute } from '#domain/clock.ts'
import { maskPhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { audit } from '../provider/audit.ts'
import { openServiceRequest } from '../provider/restores/service-request.sql.ts'
import { type Account, changeCredential, changeLine, findAccountByNumber, lockAccount } from './account.sql.ts'
import { accountFacts } from './account-facts.ts'
import { dropAddressProof } from './email.ts'
import { followLink } from './follow-link.ts'
import { digest } from './hasher.ts'
import { consumeLink, dropLinks, replaceLink } from './mailed-link.sql.ts'
import { writeOwnPassword } from './own-password.ts'
import { requireGoodPassword, requireNewPassword } from './password-policy.ts'
import { revokeFamiliesOfLine } from './remember.sql.ts'
import { secretText } from './secret-text.ts'
import { deleteSessionsOfLine } from './session.sql.ts'

const linkMinutes = 30
/** Every request takes this long at least, so that its time tells nothing (2.4). */
const floorMilliseconds = 450

const purposes = ['reset', 'confirm-and-reset'] as const

/** "Reset Password" (guide 2.4): always the same answer; a letter goes out only where one may. */
export async function requestReset(
  house: House,
  caller: Caller,
  typed: { number: string },
): Promise<{ accepted: true }> {
  const floor = setTimeout(floorMilliseconds)
  const number = readPhoneNumber(typed.number)
  try {
    if (await house.throttles.mayRequestReset(number ?? typed.number, caller.ip)) {
      const account =
        number && (await house.cellar.asService((trx) => findAccountByNumber(trx, number), { readOnly: true }))
      if (account && mayReset(account)) await sendReset(house, caller, account)
      else if (account && onlySupportHelps(account)) await askSupport(house, caller, account)
    }
  } finally {
    await floor
  }
  return { accepted: true }
}

function mayReset(account: Account): boolean {
  return (
    account.account === 'live' &&
    !account.company_closed_at &&
    account.email !== null &&
    canResetByEmail(accountFacts(account))
  )
}

/** An administrator whom no letter can reach: guide 2.4, last paragraph. A user has the administrator to ask. */
const onlySupportHelps = (account: Account): boolean =>
  account.role === 'administrator' && account.account === 'live' && !account.company_closed_at

/** Nobody is told anything here; whoever answers 1928 sees that somebody tried (screen 12b). */
async function askSupport({ cellar, clock }: House, caller: Caller, account: Account): Promise<void> {
  const { company_id: companyId, id: lineId } = account
  const now = clock()
  await cellar.asService(async (trx) => {
    await openServiceRequest(trx, { companyId, lineId, kind: 'reset-without-email' }, now)
    await audit(trx, now, {
      companyId,
      actor: { id: null, name: '', role: 'unknown' },
      subjectId: lineId,
      action: 'password.reset-requested',
      result: 'refused',
      ip: caller.ip,
      requestId: caller.requestId,
    })
  })
}

async function sendReset(house: House, caller: Caller, account: Account): Promise<void> {
  const { clock, config, cellar, outbox } = house
  const token = randomBytes(32).toString('base64url')
  const now = clock()
  const confirms = account.email_status !== 'verified'
  await cellar.asService(async (trx) => {
    await replaceLink(trx, {
      hash: digest(token),
      company_id: account.company_id,
      line_id: account.id,
      purpose: confirms ? 'confirm-and-reset' : 'reset',
      address: account.email,
      created_at: now,
      expires_at: later(now, linkMinutes * minute),
    })
    // The fragment reaches neither server logs nor Referer.
    const facts = {
      link: `${config.publicUrl}/reset#t=${token}`,
      maskedNumber: maskPhoneNumber(account.number as never),
      minutes: linkMinutes,
    }
    await outbox.queue(trx, {
      companyId: account.company_id,
      to: account.email as string,
      language: account.language,
      letter: confirms ? { name: 'confirm-and-reset', facts } : { name: 'reset', facts },
    })
    await audit(trx, now, {
      companyId: account.company_id,
      actor: { id: null, name: '', role: 'unknown' },
      subjectId: account.id,
      action: 'password.reset-requested',
      ip: caller.ip,
      requestId: caller.requestId,
    })
  })
}

/**
 * Sets a new password with the mailed link; signs nobody in. The link works once; a wrong number costs one of
 * its five tries.
 * @throws {Problem} link.invalid, password.refused, busy, throttled
 */
export async function completeReset(
  house: House,
  caller: Caller,
  typed: { token: string; number: string; newPassword: string },
): Promise<{ done: true }> {
  const { cellar, hasher, clock, sessions } = house
  const { hash, link, account, sites } = await followLink(house, caller, typed, purposes, mayReset)
  requireGoodPassword(house, typed.newPassword, account, { sites })
  await requireNewPassword(hasher, typed.newPassword, account, caller.ip)
  const made = await hasher.make(secretText(typed.newPassword, 'own'), { account: account.number, ip: caller.ip })
  await cellar.asService(async (trx) => {
    const now = clock()
    const locked = await lockAccount(trx, account.id)
    if (!locked || !mayReset(locked) || !(await consumeLink(trx, hash, now))) throw new Problem('link.invalid')
    await writeOwnPassword(house, trx, caller, locked, made)
    // Whoever opened the letter has the mailbox: an address somebody else entered is proved now (E21).
    if (link.purpose === 'confirm-and-reset' && link.address === locked.email) {
      await changeLine(trx, account.id, { email_status: 'verified', email_source: 'owner' })
      await changeCredential(trx, account.id, { email_later_since: null, sign_ins_without_email: 0 })
    }
    await deleteSessionsOfLine(trx, account.id)
    await revokeFamiliesOfLine(trx, account.id, now)
    await dropAddressProof(trx, account.id)
    await dropLinks(trx, account.id, [...purposes])
    sessions.forget(trx, account.id)
    await audit(trx, now, {
      companyId: account.company_id,
      actor: { id: account.id, name: account.name, role: 'user' },
      subjectId: account.id,
      action: 'password.reset',
      facts: { device: caller.label },
      ip: caller.ip,
      requestId: caller.requestId,
    })
  })
  return { done: true }
}
