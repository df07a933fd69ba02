import type { Transaction } from '#database/connect.ts'
import { officeDay, type Renewal, spreadLimits, spreadRenewals } from '#domain/access/spread-renewals.ts'
import { addDays } from '#domain/clock.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { deletePlan, findRenewals, insertPlan } from './expiry.sql.ts'

type Asked = { readonly site?: string | undefined; readonly perDay: number }

/** The days worth drawing: the fullest ones. */
const daysShown = 60

/** What asking some people earlier would do to the calendar; changes nothing. */
export async function proposeSpread({ cellar, clock }: House, session: LiveSession, asked: Asked) {
  const { companyId } = session.line
  const now = clock()
  const renewals = await cellar.inCompany({ companyId }, (trx) => read(trx, companyId, asked, now), { readOnly: true })
  const { asked: moved, left } = spreadRenewals(renewals, now, asked.perDay)
  const newDay = new Map(moved.map(({ lineId, askAt }) => [lineId, officeDay(askAt)]))
  const before = perDay(renewals, ({ endsAt }) => officeDay(endsAt))
  const after = perDay(renewals, ({ lineId, endsAt }) => newDay.get(lineId) ?? officeDay(endsAt))
  const worst = [...before].sort(([, a], [, b]) => b - a)[0]
  return {
    asked: moved.length,
    left,
    withoutEmail: renewals.filter(({ reachable }) => !reachable).length,
    worst: worst ? { day: worst[0], lines: worst[1] } : null,
    days: [...after]
      .sort(([, a], [, b]) => b - a)
      .slice(0, daysShown)
      .map(([day, lines]) => ({ day, lines }))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  }
}

/** Puts it down; `api/due-work/renewal-requests.ts` asks on the days. What was planned before and not asked is replaced. */
export async function planSpread(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  asked: Asked,
): Promise<{ asked: number }> {
  const { companyId, id } = who.session.line
  return house.cellar.inCompany({ companyId, lineId: id }, async (trx) => {
    const now = house.clock()
    await deletePlan(trx, { companyId, site: asked.site })
    const { asked: moved } = spreadRenewals(await read(trx, companyId, asked, now), now, asked.perDay)
    if (moved.length > 0) await insertPlan(trx, moved, now)
    await auditBy(trx, now, who, 'renewals.planned', { facts: { lines: moved.length, perDay: asked.perDay } })
    return { asked: moved.length }
  })
}

/** "Annulla la distribuzione": those who have been asked have been asked. */
export async function cancelSpread(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  asked: { readonly site?: string | undefined },
): Promise<{ cancelled: number }> {
  const { companyId, id } = who.session.line
  return house.cellar.inCompany({ companyId, lineId: id }, async (trx) => {
    const cancelled = await deletePlan(trx, { companyId, site: asked.site })
    if (cancelled > 0) await auditBy(trx, house.clock(), who, 'renewals.cancelled', { facts: { lines: cancelled } })
    return { cancelled }
  })
}

const read = (trx: Transaction, companyId: string, { site }: Asked, now: Date): Promise<Renewal[]> =>
  findRenewals(trx, { companyId, site }, now, addDays(now, spreadLimits.days + 1))

function perDay(renewals: readonly Renewal[], dayOf: (renewal: Renewal) => string): Map<string, number> {
  const days = new Map<string, number>()
  for (const renewal of renewals) days.set(dayOf(renewal), (days.get(dayOf(renewal)) ?? 0) + 1)
  return days
}
