import { administratorsChoice, type DestinationClass, providersChoice } from '#domain/dial-plan/destination-class.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { putPermission } from './call-permissions.sql.ts'
import { groundOf } from './ground.ts'
import { findHolder } from './settings.sql.ts'

/** Which classes a line may call, and which of them an administrator may switch (spec/security TEL-3). */
export async function readPermissions(house: House, session: LiveSession, lineId: string) {
  const { known } = await groundOf(house, lineId, session.line.companyId)
  return { allowed: [...known.allowed], mayChange: [...administratorsChoice] }
}

const abroad: readonly DestinationClass[] = ['intl-eu', 'intl-other']

/**
 * Opens and closes classes for a line. Premium, satellite and high risk stay as the provider has set them; whoever gets
 * calls abroad opened is told by mail.
 * @throws {Problem} setting.refused, not-found
 */
export async function changePermissions(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  lineId: string,
  asked: readonly DestinationClass[],
) {
  const { session } = who
  const { known } = await groundOf(house, lineId, session.line.companyId)
  const beyond = asked.find((one) => providersChoice.includes(one) && !known.allowed.includes(one))
  if (beyond)
    throw new Problem('setting.refused', { setting: 'call-permissions', reason: 'class-not-allowed', class: beyond })
  const allowed = [
    ...administratorsChoice.filter((one) => asked.includes(one)),
    ...providersChoice.filter((one) => known.allowed.includes(one)),
  ]
  const opened = allowed.filter((one) => !known.allowed.includes(one))
  const closed = known.allowed.filter((one) => !allowed.includes(one))
  const now = house.clock()
  if (opened.length + closed.length === 0) return { allowed, mayChange: [...administratorsChoice] }
  const context = { companyId: session.line.companyId, lineId: session.line.id }
  await house.cellar.inCompany(context, async (trx) => {
    const holder = await findHolder(trx, lineId)
    if (!holder) throw new Problem('not-found')
    await putPermission(trx, { lineId, companyId: holder.company_id, allowed, now, by: session.line.name })
    if (holder.email && holder.email_status === 'verified' && opened.some((one) => abroad.includes(one))) {
      await house.outbox.queue(trx, {
        companyId: holder.company_id,
        to: holder.email,
        language: holder.language,
        timeZone: holder.time_zone,
        letter: {
          name: 'calls-abroad-opened',
          facts: { maskedNumber: maskPhoneNumber(holder.number as PhoneNumber), by: session.line.name, at: now },
        },
      })
    }
    house.facts.forgetLine(trx, lineId)
    await auditBy(trx, now, who, 'call-permissions.changed', {
      subjectId: lineId,
      facts: { opened: opened.join(', '), closed: closed.join(', ') },
    })
  })
  return { allowed, mayChange: [...administratorsChoice] }
}
