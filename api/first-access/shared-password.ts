import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { addDays } from '#domain/clock.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { planDelivery } from '#domain/provider/delivery.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { deliverCredentials } from '../provider/deliver-credentials.ts'
import {
  countLinesOnSecret,
  endSharedSessions,
  findAdministratorNumbers,
  replaceSecret,
} from '../provider/rotate.sql.ts'
import { makeTemporarySecret } from '../provider/temporary-secret.ts'
import { closeSecret, findSecret } from './cockpit.sql.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/**
 * "Chiudi primo accesso" (spec/security 1.4.11): from now on the shared password is like any wrong one, and what it had
 * opened and nobody finished is over. Invitations and temporary passwords of their own go on.
 */
export async function closeFirstAccess(house: House, who: Who): Promise<{ lines: number }> {
  const { companyId } = who.session.line
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    await findSecret(trx, companyId, true)
    await closeSecret(trx, companyId, now)
    for (const lineId of await endSharedSessions(trx, companyId)) house.sessions.forget(trx, lineId)
    const lines = await countLinesOnSecret(trx, companyId)
    await auditBy(trx, now, who, 'first-access.closed', { facts: { lines } })
    return { lines }
  })
}

/** Opens it for some days; then it closes by itself. @throws {Problem} shared.expired */
export async function reopenFirstAccess(house: House, who: Who, { days }: { days: number }) {
  const { companyId } = who.session.line
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    const secret = await findSecret(trx, companyId, true)
    if (!secret || now >= temporaryPasswordExpiry('activation', secret.activated_at))
      throw new Problem('shared.expired')
    const openUntil = addDays(now, days)
    await closeSecret(trx, companyId, openUntil)
    await auditBy(trx, now, who, 'first-access.reopened', { facts: { days } })
    return { openUntil: openUntil.toISOString() }
  })
}

/**
 * "Rigenera password temporanea" by the administrator (spec/security 1.4.2): the old one is dead at once for every line
 * not yet activated. Shown once, or sent to the contract's contact as at the beginning.
 * @throws {Problem} shared.expired, shared.no-contact, busy
 */
export async function rotateByAdministrator(house: House, who: Who, { deliver }: { deliver: 'show' | 'send' }) {
  const { companyId } = who.session.line
  const { temporaryPassword, made } = await makeTemporarySecret(house, companyId)
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    const secret = await findSecret(trx, companyId, true)
    if (!secret || now >= temporaryPasswordExpiry('activation', secret.activated_at))
      throw new Problem('shared.expired')
    const contact = {
      email: secret.contact_email as EmailAddress | null,
      mobile: secret.contact_mobile as PhoneNumber | null,
    }
    const sms = house.outbox.reaches('sms')
    const plan = planDelivery(deliver === 'show' ? 'technician' : contact.email ? 'email' : 'sms', contact, sms)
    if (typeof plan === 'string') throw new Problem('shared.no-contact')
    const { generation } = await replaceSecret(trx, companyId, { ...made, at: now })
    for (const lineId of await endSharedSessions(trx, companyId)) house.sessions.forget(trx, lineId)
    const lines = await countLinesOnSecret(trx, companyId)
    await deliverCredentials(house, trx, plan, {
      companyId,
      company: secret.name,
      language: secret.language,
      numbers: await findAdministratorNumbers(trx, companyId),
      temporaryPassword,
      ...(deliver === 'show' ? { shown: true } : {}),
    })
    await auditBy(trx, now, who, 'password.shared-rotated', { facts: { generation, lines, delivery: deliver } })
    return { temporaryPassword: deliver === 'show' ? temporaryPassword : null, sentTo: sentTo(plan.secretTo), lines }
  })
}

function sentTo(to: { readonly email: EmailAddress } | { readonly sms: PhoneNumber } | 'technician'): string | null {
  if (to === 'technician') return null
  return 'email' in to ? maskEmailAddress(to.email) : maskPhoneNumber(to.sms)
}
