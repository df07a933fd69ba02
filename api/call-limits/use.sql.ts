import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { Spending } from '#domain/call-limits/costs.ts'
import type { Past } from '#domain/call-limits/fraud-signals.ts'
import type { LegUse } from '#domain/call-limits/judge.ts'
import type { DestinationClass } from '#domain/dial-plan/destination-class.ts'

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
      select scope_id, class, forwarded, seconds, let_go_seconds from outside_use
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
      (select sum(let_go_seconds) from today where scope_id = ${lineId} and class = ${leg.class}) as line_let_go,
      (select sum(let_go_seconds) from today where scope_id = ${companyId} and class = ${leg.class}) as company_let_go,
      (select sum(let_go_seconds) from today where scope_id = ${lineId} and forwarded) as forwarded_let_go,
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
  const of = (whose: 'line' | 'company' | 'forwarded') => ({
    atOnce: number(`${whose}_at_once`),
    seconds: number(`${whose}_seconds`) - number(`${whose}_let_go`),
    wholeDay: number(`${whose}_seconds`),
  })
  return {
    use: {
      line: { ...of('line'), lastMinute: number('line_minute') },
      company: { ...of('company'), lastMinute: number('company_minute') },
      forwarded: of('forwarded'),
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
  readonly set_up_price: number
  readonly minute_price: number
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

/** A line that has just spent something. */
export type Spender = { readonly companyId: string; readonly lineId: string }

/**
 * Calls that are over: their seconds, and what they cost, count for the line and for its company. Told twice, counted once.
 * `offHours`: the lines whose Sede has off hours at that moment.
 * The sum is that of `costOf` (domain/call-limits/costs.ts).
 */
export async function endLegs(
  trx: Transaction,
  ended: readonly { call: string; seconds: number; at: string; day: string; offHours: readonly string[] }[],
): Promise<Spender[]> {
  const { rows } = await sql<{ company_id: string; scope_id: string }>`
    with over as (
      update outside_leg l set ended_at = t.at, seconds = case when l.answered_at is null then 0 else t.seconds end
      from json_to_recordset(${JSON.stringify(ended)}::json)
        as t ("call" text, seconds integer, at timestamptz, day date, "offHours" uuid[])
      where l.call_id = t."call" and l.ended_at is null
      returning l.company_id, l.line_id, l.class, l.forwarded, l.answered_at, l.seconds, t.day,
        l.line_id = any(t."offHours") as off_hours,
        l.set_up_price + (l.seconds::bigint * l.minute_price + 59) / 60 as millicents
    )
    insert into outside_use (company_id, scope_id, day, class, forwarded, calls, seconds, off_hours, millicents)
    select company_id, scope, day, class, forwarded, count(*), sum(seconds), bool_or(off_hours), sum(millicents)
    from over cross join lateral (values (line_id), (company_id)) as s (scope)
    where answered_at is not null
    group by company_id, scope, day, class, forwarded order by scope, class
    on conflict (scope_id, day, class, forwarded) do update set calls = outside_use.calls + excluded.calls,
      seconds = outside_use.seconds + excluded.seconds, off_hours = outside_use.off_hours or excluded.off_hours,
      millicents = outside_use.millicents + excluded.millicents
    returning case when millicents > 0 and scope_id <> company_id then company_id end as company_id, scope_id`.execute(
    trx,
  )
  const spenders = rows.filter((row) => row.company_id !== null)
  return [
    ...new Map(spenders.map((row) => [row.scope_id, { companyId: row.company_id, lineId: row.scope_id }])).values(),
  ]
}

/** What a line and its company have spent, today and this month, calls that go on included. `day` is Italy's. */
export async function countSpending(
  trx: Transaction,
  { companyId, lineId }: Spender,
  { now, day }: { now: Date; day: string },
): Promise<Spending> {
  const { rows } = await sql<{ scope: string; day: string; let_go: string; month: string }>`
    with up as (
      select line_id, sum(set_up_price + ceil(extract(epoch from ${now}::timestamptz - answered_at) * minute_price / 60)) as spent
      from outside_leg
      where company_id = ${companyId} and ended_at is null and until > ${now} and answered_at is not null
      group by line_id
    )
    select scope,
      coalesce(sum(millicents) filter (where day = ${day}::date), 0)
        + coalesce((select sum(spent) from up where scope in (line_id, ${companyId}::uuid)), 0) as day,
      coalesce(sum(let_go_millicents) filter (where day = ${day}::date), 0) as let_go,
      coalesce(sum(millicents), 0)
        + coalesce((select sum(spent) from up where scope in (line_id, ${companyId}::uuid)), 0) as month
    from (values (${lineId}::uuid), (${companyId}::uuid)) as s (scope)
    left join outside_use on scope_id = scope and day between date_trunc('month', ${day}::date)::date and ${day}::date
    group by scope`.execute(trx)
  const of = (scope: string) => {
    const row = rows.find((one) => one.scope === scope)
    const wholeDay = Number(row?.day ?? 0)
    return { wholeDay, day: wholeDay - Number(row?.let_go ?? 0), month: Number(row?.month ?? 0) }
  }
  return { line: of(lineId), company: of(companyId) }
}

/** Calls outside that go on now. */
export const countGoingOn = (trx: Transaction, companyId: string, now: Date) =>
  trx
    .selectFrom('outside_leg')
    .select((leg) => leg.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .executeTakeFirstOrThrow()

/** A call outside that goes on: somebody there has taken it. */
export type GoingOn = {
  readonly call: string
  readonly lineId: string
  readonly number: string
  readonly class: DestinationClass
  readonly forwarded: boolean
}

/** Companies of which more than one call outside goes on, or one from before their limits were changed. */
export async function findTalkingCompanies(trx: Transaction, now: Date): Promise<string[]> {
  const { rows } = await sql<{ company_id: string }>`
    select company_id from outside_leg u
    where ended_at is null and answered_at is not null and until > ${now}
    group by company_id
    having count(*) > 1
      or exists (select from call_limit c where c.company_id = u.company_id and c.changed_at >= min(u.placed_at))
      or exists (select from line_call_limit o where o.company_id = u.company_id and o.changed_at >= min(u.placed_at))
  `.execute(trx)
  return rows.map((row) => row.company_id)
}

export const findGoingOn = (trx: Transaction, companyId: string, now: Date): Promise<GoingOn[]> =>
  trx
    .selectFrom('outside_leg')
    .select(['call_id as call', 'line_id as lineId', 'number', 'class', 'forwarded'])
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .where('answered_at', 'is not', null)
    .where('until', '>', now)
    .execute() as Promise<GoingOn[]>

/** What these lines, or their company, have used today. */
export const findUse = (trx: Transaction, scopes: readonly string[], day: string) =>
  trx
    .selectFrom('outside_use')
    .select([
      ...(['scope_id', 'class'] as const),
      sql<string>`sum(calls)`.as('calls'),
      sql<string>`sum(seconds)`.as('seconds'),
      sql<string>`sum(seconds - let_go_seconds)`.as('counted'),
      sql<string>`sum(seconds) filter (where forwarded)`.as('forwarded'),
      sql<string>`sum(seconds - let_go_seconds) filter (where forwarded)`.as('forwarded_counted'),
      sql<string>`sum(millicents)`.as('millicents'),
    ])
    .where('scope_id', '=', sql<string>`any(${`{${scopes.join(',')}}`}::uuid[])`)
    .where('day', '=', sql<string>`${day}::date`)
    .groupBy(['scope_id', 'class'])
    .execute()

/** What these have spent by now, and in the whole month. */
export const findSpent = (trx: Transaction, scopes: readonly string[], day: string) =>
  trx
    .selectFrom('outside_use')
    .select([
      'scope_id',
      sql<string>`coalesce(sum(millicents) filter (where day = ${day}::date), 0)`.as('day'),
      sql<string>`coalesce(sum(let_go_millicents) filter (where day = ${day}::date), 0)`.as('let_go'),
      sql<string>`sum(millicents)`.as('month'),
    ])
    .where('scope_id', '=', sql<string>`any(${`{${scopes.join(',')}}`}::uuid[])`)
    .where(sql<boolean>`day between date_trunc('month', ${day}::date)::date and ${day}::date`)
    .groupBy('scope_id')
    .execute()

/** The lines that have called outside for longest today. */
export const findBusiest = (trx: Transaction, companyId: string, day: string, many: number) =>
  trx
    .selectFrom('outside_use as u')
    .innerJoin('line as l', 'l.id', 'u.scope_id')
    .select([
      'l.id',
      'l.name',
      'l.extension',
      sql<string>`sum(u.calls)`.as('calls'),
      sql<string>`sum(u.seconds)`.as('seconds'),
    ])
    .where('u.company_id', '=', companyId)
    .where('u.day', '=', sql<string>`${day}::date`)
    .groupBy(['l.id', 'l.name', 'l.extension'])
    .having(sql<boolean>`sum(u.calls) > 0`)
    .orderBy(sql`sum(u.seconds)`, 'desc')
    .orderBy('l.name')
    .limit(many)
    .execute()

/** Today of one line, or of the whole company with all its lines: what was used is let go. */
export const letGo = (trx: Transaction, { companyId, scope, day }: { companyId: string; scope: string; day: string }) =>
  trx
    .updateTable('outside_use')
    .set((use) => ({ let_go_seconds: use.ref('seconds'), let_go_millicents: use.ref('millicents') }))
    .where('company_id', '=', companyId)
    .where('scope_id', '=', scope)
    .where('day', '=', sql<string>`${day}::date`)
    .execute()
