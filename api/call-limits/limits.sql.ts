import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { Past } from '#domain/call-limits/fraud-signals.ts'
import type { LegUse, SomeLimits } from '#domain/call-limits/limits.ts'

export async function findLimits(
  trx: Transaction,
  companyId: string,
): Promise<{ byProvider: SomeLimits; byAdministrator: SomeLimits }> {
  const row = await trx
    .selectFrom('call_limit')
    .select(['by_provider', 'by_administrator'])
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return { byProvider: row?.by_provider ?? {}, byAdministrator: row?.by_administrator ?? {} }
}

export const putAdministratorsLimits = (trx: Transaction, companyId: string, limits: SomeLimits, now: Date) =>
  trx
    .insertInto('call_limit')
    .values({ company_id: companyId, by_administrator: JSON.stringify(limits), changed_at: now })
    .onConflict((conflict) =>
      conflict.column('company_id').doUpdateSet({ by_administrator: JSON.stringify(limits), changed_at: now }),
    )
    .execute()

/** One decision of a company after the other, or two calls at once would both be the last one allowed. */
export const holdCompanysCalls = (trx: Transaction, companyId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${companyId}, 20035))`.execute(trx)

export type Counted = {
  readonly use: LegUse
  readonly past: Past
  readonly held: boolean
}

/** What the line and its company use now and today, and what they did before: one look. `day` is Italy's. */
export async function countUse(
  trx: Transaction,
  leg: { companyId: string; lineId: string; class: string; forwarded: boolean; prefix: string },
  times: { now: Date; day: string; shortSince: Date; shortSeconds: number; changedSince: Date; abroad: boolean },
): Promise<Counted> {
  const { companyId, lineId } = leg
  const { now, day } = times
  const { rows } = await sql<Record<string, string | boolean | null>>`
    with up as (
      select line_id, class, forwarded, extract(epoch from ${now}::timestamptz - answered_at) as seconds
      from outside_leg where company_id = ${companyId} and ended_at is null and until > ${now}
    ), minute as (
      select line_id from outside_leg
      where company_id = ${companyId} and placed_at > ${now}::timestamptz - interval '1 minute'
    ), today as (
      select scope_id, class, forwarded, seconds from outside_use
      where scope_id in (${lineId}::uuid, ${companyId}::uuid) and day = ${day}::date
    )
    select
      (select count(*) from up where line_id = ${lineId}) as line_at_once,
      (select count(*) from up) as company_at_once,
      (select count(*) from minute where line_id = ${lineId}) as line_minute,
      (select count(*) from minute) as company_minute,
      (select count(*) from up where line_id = ${lineId} and forwarded) as forwarded_at_once,
      coalesce((select sum(seconds) from up where line_id = ${lineId} and class = ${leg.class}), 0)
        + coalesce((select sum(seconds) from today where scope_id = ${lineId} and class = ${leg.class}), 0) as line_seconds,
      coalesce((select sum(seconds) from up where class = ${leg.class}), 0)
        + coalesce((select sum(seconds) from today where scope_id = ${companyId} and class = ${leg.class}), 0)
        as company_seconds,
      coalesce((select sum(seconds) from up where line_id = ${lineId} and forwarded), 0)
        + coalesce((select sum(seconds) from today where scope_id = ${lineId} and forwarded), 0) as forwarded_seconds,
      ${times.abroad}::boolean and exists (select from call_hold
        where scope_id in (${lineId}::uuid, ${companyId}::uuid) and until > ${now}) as held,
      ${times.abroad}::boolean and exists (select from outside_use
        where scope_id = ${lineId} and class = any(${abroad}::text[])) as abroad_before,
      ${times.abroad}::boolean and exists (select from outside_use
        where scope_id = ${lineId} and class = any(${abroad}::text[]) and off_hours) as off_hours_before,
      case when ${times.abroad}::boolean then (select count(*) from outside_leg
        where company_id = ${companyId} and placed_at > ${times.shortSince} and ended_at is not null
          and answered_at is not null and seconds <= ${times.shortSeconds} and left(number, 6) = ${leg.prefix}) end as short,
      case when ${times.abroad}::boolean and ${leg.forwarded}::boolean then (select count(distinct line_id)
        from call_setting_change where company_id = ${companyId} and at > ${times.changedSince}
          and setting = any(${forwards}::text[])) end as changed`.execute(trx)
  const row = rows[0] ?? {}
  const number = (name: string) => Number(row[name] ?? 0)
  return {
    use: {
      line: { atOnce: number('line_at_once'), lastMinute: number('line_minute'), seconds: number('line_seconds') },
      company: {
        ...{ atOnce: number('company_at_once'), lastMinute: number('company_minute') },
        seconds: number('company_seconds'),
      },
      forwarded: { atOnce: number('forwarded_at_once'), seconds: number('forwarded_seconds') },
    },
    past: {
      abroadBefore: row.abroad_before === true,
      abroadOffHoursBefore: row.off_hours_before === true,
      shortCalls: number('short'),
      linesWithChangedForwards: number('changed'),
    },
    held: row.held === true,
  }
}
const abroad = '{intl-eu,intl-other,intl-high-risk,satellite}'
const forwards = '{forwardAll,selectiveForward,busy,noAnswer,unavailable,ringing}'

export type NewLeg = {
  readonly call_id: string
  readonly place: number
  readonly company_id: string
  readonly line_id: string
  readonly number: string
  readonly class: string
  readonly forwarded: boolean
  readonly placed_at: Date
  readonly until: Date
}
export const insertLeg = (trx: Transaction, leg: NewLeg) =>
  trx
    .insertInto('outside_leg')
    .values(leg)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const removeLegs = (trx: Transaction, callId: string) =>
  trx.deleteFrom('outside_leg').where('call_id', '=', callId).execute()

/** A call abroad shows that the line calls abroad from the moment it is made, not only once it is over. */
export const noteAbroad = (
  trx: Transaction,
  leg: NewLeg,
  { day, offHours }: { day: string; offHours: boolean },
): Promise<unknown> =>
  sql`insert into outside_use (company_id, scope_id, day, class, forwarded, calls, seconds, off_hours)
    values (${leg.company_id}, ${leg.line_id}, ${day}::date, ${leg.class}, ${leg.forwarded}, 0, 0, ${offHours})
    on conflict (scope_id, day, class, forwarded) do update set off_hours = outside_use.off_hours or excluded.off_hours`.execute(
    trx,
  )

export const putHold = (
  trx: Transaction,
  hold: { scope_id: string; company_id: string; line_id: string | null; signal: string; since: Date; until: Date },
) =>
  trx
    .insertInto('call_hold')
    .values(hold)
    .onConflict((conflict) =>
      conflict.column('scope_id').doUpdateSet({ signal: hold.signal, since: hold.since, until: hold.until }),
    )
    .execute()

/** True: nobody was told of it today. */
export async function putAlarm(
  trx: Transaction,
  alarm: { scope_id: string; company_id: string; line_id: string | null; what: string; day: string; at: Date },
): Promise<boolean> {
  const row = await trx
    .insertInto('call_alarm')
    .values(alarm)
    .onConflict((conflict) => conflict.doNothing())
    .returning('what')
    .executeTakeFirst()
  return row !== undefined
}

export const findToldAdministrators = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('line')
    .select((line) => ['id', 'language', line.ref('email').$notNull().as('email')])
    .where('company_id', '=', companyId)
    .where('role', '=', 'administrator')
    .where('account', '=', 'live')
    .where('email_status', '=', 'verified')
    .execute()

export const findLineName = (trx: Transaction, lineId: string) =>
  trx.selectFrom('line').select(['name', 'number']).where('id', '=', lineId).executeTakeFirst()

/** Somebody outside took the call: its other ways are free again. */
export const answerLegs = (
  trx: Transaction,
  taken: readonly { call: string; line: string | null; number: string | null; at: string }[],
): Promise<unknown> =>
  sql`update outside_leg l set
      answered_at = case when l.line_id = t.line and l.number = t.number then t.at end,
      ended_at = case when l.line_id = t.line and l.number = t.number then null else t.at end
    from json_to_recordset(${JSON.stringify(taken)}::json) as t ("call" text, line uuid, number text, at timestamptz)
    where l.call_id = t."call" and l.ended_at is null and l.answered_at is null`.execute(trx)

/** Calls that are over: their seconds count for the line and for its company. Told twice, counted once. */
export async function endLegs(
  trx: Transaction,
  ended: readonly { call: string; seconds: number; at: string; day: string; offHours: boolean }[],
): Promise<void> {
  await sql`
    with over as (
      update outside_leg l set ended_at = t.at, seconds = case when l.answered_at is null then 0 else t.seconds end
      from json_to_recordset(${JSON.stringify(ended)}::json)
        as t ("call" text, seconds integer, at timestamptz, day date, "offHours" boolean)
      where l.call_id = t."call" and l.ended_at is null
      returning l.company_id, l.line_id, l.class, l.forwarded, l.answered_at, l.seconds, t.day, t."offHours" as off_hours
    )
    insert into outside_use (company_id, scope_id, day, class, forwarded, calls, seconds, off_hours)
    select company_id, scope, day, class, forwarded, count(*), sum(seconds), bool_or(off_hours)
    from over cross join lateral (values (line_id), (company_id)) as s (scope)
    where answered_at is not null
    group by company_id, scope, day, class, forwarded order by scope, class
    on conflict (scope_id, day, class, forwarded) do update set calls = outside_use.calls + excluded.calls,
      seconds = outside_use.seconds + excluded.seconds, off_hours = outside_use.off_hours or excluded.off_hours`.execute(
    trx,
  )
}

/** Today of one line, or of the whole company with all its lines: counted anew, nothing held. */
export async function letGoOn(
  trx: Transaction,
  { companyId, lineId, day }: { companyId: string; lineId?: string | undefined; day: string },
): Promise<void> {
  const scope = lineId ?? companyId
  await trx
    .updateTable('outside_use')
    .set({ seconds: 0 })
    .where('company_id', '=', companyId)
    .where('scope_id', '=', scope)
    .where('day', '=', sql<string>`${day}::date`)
    .execute()
  await trx.deleteFrom('call_hold').where('company_id', '=', companyId).where('scope_id', '=', scope).execute()
  await trx
    .deleteFrom('call_alarm')
    .where('company_id', '=', companyId)
    .where('scope_id', '=', scope)
    .where('day', '=', sql<string>`${day}::date`)
    .execute()
}

export const findHolds = (trx: Transaction, now: Date) =>
  trx
    .selectFrom('call_hold as h')
    .leftJoin('line as l', 'l.id', 'h.line_id')
    .select(['h.line_id', 'h.signal', 'h.since', 'h.until', 'l.name', 'l.extension'])
    .where('h.until', '>', now)
    .orderBy('h.since', 'desc')
    .limit(200)
    .execute()

export const findAlarms = (trx: Transaction, limit: number) =>
  trx
    .selectFrom('call_alarm as a')
    .leftJoin('line as l', 'l.id', 'a.line_id')
    .select(['a.line_id', 'a.what', 'a.at', 'l.name', 'l.extension'])
    .orderBy('a.at', 'desc')
    .limit(limit)
    .execute()

export const findUse = (trx: Transaction, companyId: string, day: string) =>
  trx
    .selectFrom('outside_use')
    .select(['class', sql<string>`sum(calls)`.as('calls'), sql<string>`sum(seconds)`.as('seconds')])
    .where('scope_id', '=', companyId)
    .where('day', '=', sql<string>`${day}::date`)
    .groupBy('class')
    .execute()
