import type { Transaction } from '#database/connect.ts'
import type { CostName, CostShare } from '#domain/call-limits/costs.ts'
import type { Sign } from '#domain/call-limits/fraud-signals.ts'
import type { LimitName } from '#domain/call-limits/judge.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../house.ts'
import { reachableAdministrators } from '../people/administrators.ts'
import { audit } from '../provider/audit.ts'
import { putAlarm, putHold } from './alarms.sql.ts'
import { findLineName } from './limits.sql.ts'

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

/** Half of a cap in euro, four fifths, or all of it: once a day, or once a month for a cap of the month. */
export async function sayCost(
  house: House,
  trx: Transaction,
  about: Omit<About, 'class'>,
  { name, share }: { readonly name: CostName; readonly share: CostShare },
): Promise<void> {
  const day = name.endsWith('-month') ? `${about.day.slice(0, 7)}-01` : about.day
  await say(
    house,
    trx,
    { ...about, day, class: '' },
    {
      what: share === 100 ? `reached ${name}` : `cost-${share} ${name}`,
      ofLine: name.startsWith('line-'),
      action: share === 100 ? 'call-limit.reached' : share === 80 ? 'call-limit.mostly-used' : 'call-limit.half-used',
      limit: name,
    },
  )
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

const kinds = {
  'call-limit.half-used': 'half',
  'call-limit.mostly-used': 'most',
  'call-limit.reached': 'reached',
  'calls-abroad.held': 'held',
} as const

async function say(
  house: House,
  trx: Transaction,
  { companyId, lineId, day, now, class: of }: About,
  alarm: {
    what: string
    ofLine: boolean
    action: keyof typeof kinds
    limit: string
  },
): Promise<void> {
  const { what, ofLine, action, limit } = alarm
  const scope = ofLine ? { scope_id: lineId, line_id: lineId } : { scope_id: companyId, line_id: null }
  const alarmId = await putAlarm(trx, { ...scope, company_id: companyId, what, day, at: now })
  if (!alarmId) return
  const line = await findLineName(trx, lineId)
  for (const { id, email, language } of await reachableAdministrators(trx, companyId)) {
    await house.outbox.queue(trx, {
      ...{ companyId, to: email, language, dedupeKey: `call-alarm ${alarmId} ${id}` },
      letter: {
        name: 'call-alarm',
        facts: {
          ...{ kind: kinds[action], inEuro: limit.includes('-cost-') },
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
    facts: { limit, ...(of ? { class: of } : {}) },
  })
}
