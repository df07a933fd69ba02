import { randomBytes, randomInt } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import { mayWaitForEmail } from '#domain/access/account.ts'
import { absoluteEnd } from '#domain/access/session.ts'
import { addDays, hour, later, minute, second } from '#domain/clock.ts'
import { mailboxKey, maskEmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { changeCredential, changeLine, countOtherLinesWithEmail, findAccount, lockAccount } from './account.sql.ts'
import { dropCode, findCode, putCode, tryCode } from './email-code.sql.ts'
import { digest, keyed, sameBytes } from './hasher.ts'
import { dropLinks, insertLink, replaceLink } from './mailed-link.sql.ts'
import { revokeFamiliesOfLine } from './remember.sql.ts'
import { beginRemembering } from './remember.ts'
import { deleteSessionsOfLine } from './session.sql.ts'
import { gateStepOf, passwordShownWithin } from './session-rights.ts'
import { presentSession } from './session-state.ts'
import type { LiveSession } from './sessions.ts'

const codeMinutes = 10
const codeTries = 5
const linkHours = 24
const resendSeconds = 60
const sendingsADay = 5
/** One mailbox may serve a small firm's lines, not a whole company (2.2). */
const linesPerAddress = 20

/** A code works in the session that asked for it; the id outlives a renewed cookie. */
const sessionMark = (session: LiveSession) => digest(session.id)

const codeHash = (house: House, lineId: string, code: string) =>
  keyed(house.config.secrets.THROTTLE_HMAC, 'email-code', lineId, code)

/**
 * Gives or changes the reference e-mail (guide figures 4, 11, 12). A first address is recorded at once and waits
 * for its proof; a change of a verified one leaves the old address in force until the new one is proved.
 * @throws {Problem} email.invalid, email.too-many-lines, email.resend-wait, step-up, session.remembered
 */
export async function enterEmail(house: House, caller: Caller, session: LiveSession, typed: { email: string }) {
  const { cellar, clock, config, sessions } = house
  const address = readEmailAddress(typed.email)
  if (!address) throw new Problem('email.invalid')
  const now = clock()
  const change = session.line.emailStatus === 'verified'
  if (session.kind === 'remembered' && !passwordShownWithin(session, 'recent', now))
    throw new Problem('session.remembered')
  // In the gate the password was shown to get in, and nothing else can be done there, not even showing it again.
  if (!gateStepOf(session, now) && !passwordShownWithin(session, 'recent', now)) throw new Problem('step-up')
  const expires = await cellar.asService(async (trx) => {
    const account = await lockAccount(trx, session.line.id)
    if (!account) throw new Problem('session.none')
    if ((await countOtherLinesWithEmail(trx, account, mailboxKey(address))) >= linesPerAddress)
      throw new Problem('email.too-many-lines')
    if (change) await changeLine(trx, account.id, { email_next: address })
    else await changeLine(trx, account.id, { email: address, email_status: 'pending', email_source: 'owner' })
    const codeExpiresAt = await sendEmailProof(house, trx, session, address)
    if (session.kind === 'gate') {
      // Entering the address ends the first access (S51); until it is proved the session is restricted (2.5).
      await changeCredential(trx, account.id, { email_later_since: account.email_later_since ?? now })
      const family = session.remember ? await beginRemembering(house, trx, caller, account) : null
      await sessions.renew(trx, caller, session, {
        kind: 'full',
        family,
        expires_at: absoluteEnd('full', session.view, now),
      })
    }
    await auditBy(trx, now, { session, caller }, change ? 'email.change-requested' : 'email.entered')
    sessions.forget(trx, account.id)
    return codeExpiresAt
  })
  return {
    session: presentSession(await sessions.reread(caller), now, config),
    address,
    codeExpiresAt: expires.toISOString(),
  }
}

/**
 * Sends a six-digit code (10 minutes, for a session of this person) and a link (24 hours) to an address.
 * @throws {Problem} email.resend-wait
 */
export async function sendEmailProof(
  house: House,
  trx: Transaction<Tables>,
  session: LiveSession,
  address: string,
): Promise<Date> {
  const { clock, config, outbox } = house
  const now = clock()
  const { line } = session
  const earlier = await findCode(trx, line.id)
  const sameDay = earlier && now.getTime() - earlier.created_at.getTime() < 24 * hour
  if (earlier && earlier.address === address) {
    const wait = later(earlier.created_at, resendSeconds * second).getTime() - now.getTime()
    if (wait > 0) throw new Problem('email.resend-wait', { retryAfter: Math.ceil(wait / second) })
  }
  if (sameDay && earlier.sent_today >= sendingsADay) {
    const wait = later(earlier.created_at, 24 * hour).getTime() - now.getTime()
    throw new Problem('email.resend-wait', { retryAfter: Math.ceil(wait / second) })
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const token = randomBytes(32).toString('base64url')
  const expires = later(now, codeMinutes * minute)
  await putCode(trx, {
    line_id: line.id,
    company_id: line.companyId,
    address,
    code_hash: codeHash(house, line.id, code),
    session_hash: sessionMark(session),
    created_at: now,
    expires_at: expires,
    sent_today: (sameDay ? earlier.sent_today : 0) + 1,
  })
  await replaceLink(trx, {
    hash: digest(token),
    company_id: line.companyId,
    line_id: line.id,
    purpose: 'verify-email',
    address,
    created_at: now,
    expires_at: later(now, linkHours * hour),
  })
  await outbox.queue(trx, {
    companyId: line.companyId,
    to: address,
    language: line.language,
    letter: {
      name: 'verify-email',
      facts: {
        code,
        link: `${config.publicUrl}/conferma-email#t=${token}`,
        maskedNumber: maskPhoneNumber(line.number as never),
        minutes: codeMinutes,
        hours: linkHours,
      },
    },
  })
  return expires
}

/**
 * Forgets an address that waits for its proof: whoever had the old password may have entered it. One that was
 * recorded stays, and its owner asks for a new code.
 */
export async function dropAddressProof(trx: Transaction<Tables>, lineId: string): Promise<void> {
  await changeLine(trx, lineId, { email_next: null })
  await dropCode(trx, lineId)
  await dropLinks(trx, lineId, ['verify-email'])
}

/** Sends code and link once more, to the address that waits. @throws {Problem} email.resend-wait, not-found */
export async function resendEmail(house: House, session: LiveSession, caller: Caller) {
  const address = session.line.emailNext ?? (session.line.emailStatus === 'pending' ? session.line.email : null)
  if (!address) throw new Problem('not-found')
  const expires = await house.cellar.asService((trx) => sendEmailProof(house, trx, session, address))
  return {
    session: presentSession(await house.sessions.reread(caller), house.clock(), house.config),
    address,
    codeExpiresAt: expires.toISOString(),
  }
}

/**
 * Verifies the address with the code (2.2). Five tries, counted before comparing.
 * @throws {Problem} email.code-wrong, email.code-expired
 */
export async function verifyEmail(house: House, caller: Caller, session: LiveSession, typed: { code: string }) {
  const { cellar, clock, config, sessions } = house
  const tried = await cellar.asService((trx) => tryCode(trx, session.line.id, codeTries))
  const now = clock()
  if (!tried || now >= tried.expires_at || !sameBytes(tried.session_hash, sessionMark(session)))
    throw new Problem('email.code-expired')
  if (!sameBytes(tried.code_hash, codeHash(house, session.line.id, typed.code.replaceAll(/\D/g, '')))) {
    const triesLeft = codeTries - tried.tries
    throw triesLeft > 0 ? new Problem('email.code-wrong', { triesLeft }) : new Problem('email.code-expired')
  }
  await cellar.asService(async (trx) => {
    await acceptAddress(house, trx, session.line.id, tried.address, session.hash)
    await sessions.renew(
      trx,
      caller,
      session,
      session.kind === 'gate' ? { kind: 'full', expires_at: absoluteEnd('full', session.view, now) } : {},
    )
    await auditBy(
      trx,
      now,
      { session, caller },
      session.line.emailStatus === 'verified' ? 'email.changed' : 'email.verified',
    )
  })
  return { session: presentSession(await sessions.reread(caller), now, config) }
}

/**
 * An address is proved: it becomes the line's. If it replaces another, that one is told, with a link that takes
 * the change back for seven days, and every other session ends (2.2).
 */
export async function acceptAddress(
  house: House,
  trx: Transaction<Tables>,
  lineId: string,
  address: string,
  keepSession: Buffer | undefined,
): Promise<void> {
  const { clock, outbox, sessions, config } = house
  const now = clock()
  const account = await lockAccount(trx, lineId)
  const expected = account?.email_next ?? account?.email
  if (!account || expected !== address) throw new Problem('link.invalid')
  const maskedNumber = maskPhoneNumber(account.number as never)
  if (account.email_next && account.email) {
    const token = randomBytes(32).toString('base64url')
    // Beside earlier ones: a second change must not take the first owner's way back.
    await insertLink(trx, {
      hash: digest(token),
      company_id: account.company_id,
      line_id: lineId,
      purpose: 'undo-email',
      address: account.email,
      created_at: now,
      expires_at: addDays(now, 7),
    })
    await outbox.queue(trx, {
      companyId: account.company_id,
      to: account.email,
      language: account.language,
      letter: {
        name: 'email-changed',
        facts: {
          maskedNumber,
          newMasked: maskEmailAddress(address as never),
          undoLink: `${config.publicUrl}/annulla-email#t=${token}`,
          days: 7,
        },
      },
    })
    await deleteSessionsOfLine(trx, lineId, keepSession)
    await revokeFamiliesOfLine(trx, lineId, now)
  }
  await changeLine(trx, lineId, { email: address, email_status: 'verified', email_source: 'owner', email_next: null })
  await changeCredential(trx, lineId, { email_later_since: null, sign_ins_without_email: 0 })
  await dropCode(trx, lineId)
  await dropLinks(trx, lineId, ['verify-email', 'reset', 'confirm-and-reset'])
  sessions.forget(trx, lineId)
  await outbox.queue(trx, {
    companyId: account.company_id,
    to: address,
    language: account.language,
    letter: { name: 'email-confirmed', facts: { maskedNumber } },
  })
}

/** "Più tardi" (decision 2): the portal opens, restricted, until the days or the sign-ins are over. */
export async function postponeEmail(house: House, caller: Caller, session: LiveSession) {
  const { cellar, clock, config, sessions } = house
  const now = clock()
  const { line } = session
  if (line.emailStatus !== 'none' || line.role === 'administrator' || !mayWaitForEmail(line, now))
    throw new Problem('email.cannot-postpone')
  // Already open, a remembered computer's session too: an answer to a question that nobody asks gives no rights.
  if (session.kind !== 'gate') return { session: presentSession(session, now, config) }
  await cellar.asService(async (trx) => {
    const account = await findAccount(trx, session.line.id)
    if (!account) throw new Problem('session.none')
    await changeCredential(trx, account.id, { email_later_since: account.email_later_since ?? now })
    const family = session.remember ? await beginRemembering(house, trx, caller, account) : null
    await sessions.renew(trx, caller, session, {
      kind: 'full',
      family,
      expires_at: absoluteEnd('full', session.view, now),
    })
  })
  const live = await sessions.reread(caller)
  return { session: presentSession(live, now, config) }
}
