import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { restoreRoutes } from '#contract/restores.ts'
import type { Transaction } from '#database/connect.ts'
import { later } from '#domain/clock.ts'
import { type EmailAddress, maskEmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import {
  flawOfAsking,
  isIdentified,
  requestLives,
  waitsUntil,
  waysOfRestore,
} from '#domain/provider/support-restore.ts'
import type { House } from '../../house.ts'
import type { StaffVisit } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import {
  findLineToRestore,
  findOtherAdministrators,
  type LineToRestore,
  lockLineToRestore,
} from '../support-restore.sql.ts'
import { secretBy, tellAsked } from '../support-restore-letters.ts'
import { settleExpired } from './expire-restores.ts'
import { findWaitingRestore, insertRestore } from './restore.sql.ts'

type Asked = z.output<(typeof restoreRoutes)['POST /api/provider/lines/:lineId/restore']['body']>

/**
 * "Ripristina accesso" beside an administrator (screen 12b): what the panel shows, and the refusal in words before
 * anything is typed.
 * @throws {Problem} not-found
 */
export async function readRestore(house: House, lineId: string) {
  const now = house.clock()
  return house.cellar.asService(
    async (trx) => {
      const line = await findLineToRestore(trx, { id: lineId })
      if (!line) throw new Problem('not-found')
      const waiting = await findWaitingRestore(trx, lineId)
      const live = waiting && waiting.expires_at > now ? waiting : undefined
      const others = await findOtherAdministrators(trx, line, now)
      return {
        line: { id: line.id, number: line.number, name: line.name },
        company: { id: line.company_id, name: line.company_name, vatNumber: line.vat_number },
        email: {
          status: line.email_status,
          masked: line.email === null ? null : maskEmailAddress(line.email as EmailAddress),
        },
        ways: waysOfRestore.map((way) => {
          const secret = secretBy(house, line, way)
          return { way, possible: secret !== undefined, to: masked(secret) }
        }),
        callBack: line.contact_mobile,
        refusal: flawOfAsking(factsOf(line, live !== undefined)) ?? null,
        waiting: live
          ? { id: live.id, requestedBy: live.requested_by_name, expiresAt: live.expires_at.toISOString() }
          : null,
        others: others.filter(({ canAnswer }) => canAnswer).map(({ name }) => name),
      }
    },
    { readOnly: true },
  )
}

const factsOf = ({ role, account, company_state: companyState }: LineToRestore, waiting: boolean) => ({
  role,
  account,
  companyState,
  waiting,
})

function masked(secret: ReturnType<typeof secretBy>): string | null {
  if (secret === undefined || secret === 'spoken') return null
  return 'sms' in secret ? maskPhoneNumber(secret.sms as PhoneNumber) : maskEmailAddress(secret.email)
}

/**
 * Agent A asks (spec/security 2.9). Where another administrator can be reached, everybody who answers for the company
 * hears of it now, and nothing is done for a day unless one of them agrees.
 * @throws {Problem} not-found, restore.refused, email.invalid
 */
export async function askRestore(house: House, { staff, caller }: StaffVisit, lineId: string, asked: Asked) {
  if (!isIdentified(asked.checks)) throw new Problem('restore.refused', { reason: 'not-identified' })
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    const line = await lockById(trx, lineId)
    await settleExpired(trx, now, lineId)
    const flaw = flawOfAsking(factsOf(line, (await findWaitingRestore(trx, lineId)) !== undefined))
    if (flaw) throw new Problem('restore.refused', { reason: flaw })
    if (!secretBy(house, line, asked.way)) throw new Problem('restore.refused', { reason: 'way-missing' })
    const email = emailFor(line, asked.email)
    const others = await findOtherAdministrators(trx, line, now)
    const mustWait = others.some(({ canAnswer }) => canAnswer)
    const id = randomUUID()
    const expiresAt = later(now, requestLives)
    await insertRestore(trx, {
      id,
      company_id: line.company_id,
      line_id: lineId,
      state: 'waiting',
      ticket: asked.ticket,
      reason: asked.reason,
      checks: [...new Set(asked.checks)],
      email,
      way: asked.way,
      requested_by: staff.id,
      requested_by_name: staff.name,
      requested_at: now,
      expires_at: expiresAt,
      others_asked: mustWait,
    })
    if (mustWait) await tellAsked(house, trx, { requestId: id, line, others, now, notBefore: waitsUntil(now) })
    await auditByStaff(trx, now, { staff, caller }, 'restore.requested', {
      customer: { id: line.company_id, name: line.company_name },
      subjectId: lineId,
      facts: { ticket: asked.ticket, checks: asked.checks.join(', '), way: asked.way },
    })
    return { id, notBefore: mustWait ? waitsUntil(now).toISOString() : null, expiresAt: expiresAt.toISOString() }
  })
}

async function lockById(trx: Transaction, lineId: string): Promise<LineToRestore> {
  const known = await findLineToRestore(trx, { id: lineId })
  const line = known && (await lockLineToRestore(trx, known.number))
  if (!line) throw new Problem('not-found')
  return line
}

/** A confirmed address stays, whatever the caller says (2.9); otherwise there must be one to write to. */
function emailFor(line: LineToRestore, typed: string | null): EmailAddress | null {
  if (line.email_status === 'verified') return null
  const address = typed === null ? undefined : readEmailAddress(typed)
  if (!address) throw new Problem('email.invalid')
  return address
}
