import type { Transaction } from '#database/connect.ts'
import type { Sign } from '#domain/call-limits/fraud-signals.ts'
import type { LimitName } from '#domain/call-limits/limits.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../house.ts'
import { audit } from '../provider/audit.ts'
import { findLineName, findToldAdministrators, putAlarm, putHold } from './limits.sql.ts'

type About = {
  readonly companyId: string
  readonly lineId: string
  /** Italy's. */
  readonly day: string
  readonly now: Date
  readonly class: string
}

/** Half of a limit, or all of it: written down and mailed, once a day for each line or company. */
export async function sayLimit(house: House, trx: Transaction, about: About, limit: LimitName, reached: boolean) {
  const ofLine = !limit.startsWith('company-')
  const perClass = limit.endsWith('-minutes') && !limit.startsWith('forwarded-')
  const what = [reached ? 'reached' : 'half', limit, ...(perClass ? [about.class] : [])].join(' ')
  await say(house, trx, about, { what, ofLine, action: reached ? 'call-limit.reached' : 'call-limit.half-used', limit })
}

/** Calls abroad wait for an hour, unless an administrator lets them go on. */
export async function saySignal(house: House, trx: Transaction, about: About, sign: Sign, until: Date): Promise<void> {
  const ofLine = sign.holds === 'line'
  await putHold(trx, {
    ...{ scope_id: ofLine ? about.lineId : about.companyId, company_id: about.companyId },
    ...{ line_id: ofLine ? about.lineId : null, signal: sign.signal, since: about.now, until },
  })
  await say(house, trx, about, { what: `held ${sign.signal}`, ofLine, action: 'calls-abroad.held', limit: sign.signal })
}

async function say(
  house: House,
  trx: Transaction,
  { companyId, lineId, day, now, class: of }: About,
  alarm: {
    what: string
    ofLine: boolean
    action: 'call-limit.half-used' | 'call-limit.reached' | 'calls-abroad.held'
    limit: string
  },
): Promise<void> {
  const { what, ofLine, action, limit } = alarm
  const scope = ofLine ? { scope_id: lineId, line_id: lineId } : { scope_id: companyId, line_id: null }
  if (!(await putAlarm(trx, { ...scope, company_id: companyId, what, day, at: now }))) return
  const line = await findLineName(trx, lineId)
  for (const { id, email, language } of await findToldAdministrators(trx, companyId)) {
    await house.outbox.queue(trx, {
      ...{ companyId, to: email, language, dedupeKey: `call-alarm ${scope.scope_id} ${day} ${what} ${id}` },
      letter: {
        name: 'call-alarm',
        facts: {
          ...{
            kind: action === 'call-limit.half-used' ? 'half' : action === 'call-limit.reached' ? 'reached' : 'held',
          },
          ...{ name: line?.name ?? '', maskedNumber: line ? maskPhoneNumber(line.number as PhoneNumber) : '', at: now },
          ...{ supportNumber: house.config.brand.supportNumber, wholeCompany: !ofLine },
        },
      },
    })
  }
  await audit(trx, now, {
    companyId,
    actor: { id: null, name: 'Centralino', role: 'system' },
    subjectId: lineId,
    action,
    facts: { limit, class: of },
  })
}
