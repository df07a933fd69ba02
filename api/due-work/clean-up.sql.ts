import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/**
 * What is thrown away and when. Each statement removes at most `batch` rows, passes over rows that somebody
 * holds, and tells how many it removed.
 */
export const batch = 500

type Before = { now: Date; throttlesEnded: Date; aDayAgo: Date; aMonthAgo: Date; callsOver: Date }
export type Sweep = (trx: Transaction, before: Before) => Promise<number>

/** Whoever reads these tables looks at the instants too, so nothing but their size depends on when this runs. */
export const sweeps: Record<string, Sweep> = {
  sessions: rows('session', ['hash'], ({ now }) => sql`expires_at <= ${now}`),
  'remembered computers': rows(
    'remember_family',
    ['selector'],
    ({ now, aMonthAgo }) => sql`expires_at <= ${now} or revoked_at <= ${aMonthAgo}`,
  ),
  'acting grants': rows('acting_grant', ['id'], ({ aDayAgo }) => sql`expires_at <= ${aDayAgo}`),

  // Kept for a day after they were made: how many were sent in a day is counted from them.
  'mailed links': rows(
    'mailed_link',
    ['hash'],
    ({ now, aDayAgo }) => sql`created_at <= ${aDayAgo} and (expires_at <= ${now} or used_at is not null)`,
  ),

  // What was called is added up by then; the last day tells how calls were made.
  'ways outside of calls': rows(
    'outside_leg',
    ['call_id', 'place'],
    ({ now, aDayAgo }) => sql`placed_at <= ${aDayAgo} and (ended_at is not null or until <= ${now})`,
  ),
  'alarms about calls': rows('call_alarm', ['scope_id', 'what', 'day'], ({ aMonthAgo }) => sql`at <= ${aMonthAgo}`),

  // Each takes its lines along.
  'jobs on many lines': rows('bulk_job', ['id'], ({ aMonthAgo }) => sql`finished_at <= ${aMonthAgo}`, 20),

  'e-mail codes': rows(
    'email_code',
    ['line_id'],
    ({ now, aDayAgo }) => sql`created_at <= ${aDayAgo} and expires_at <= ${now}`,
  ),

  // Codes for 1928 live for minutes; of what was seen with them the log keeps the trace (spec/security 2.9).
  'support codes': rows('support_code', ['id'], ({ aDayAgo }) => sql`expires_at <= ${aDayAgo}`),

  'support proposals': async (trx, { aMonthAgo }) =>
    touched(
      trx,
      sql`delete from support_proposal where id in
      (select p.id from support_proposal p join support_visit v on v.id = p.visit_id
       where v.expires_at <= ${aMonthAgo} limit ${batch} for update of p skip locked)`,
    ),
  'support visits': rows(
    'support_visit',
    ['id'],
    ({ aMonthAgo }) => sql`expires_at <= ${aMonthAgo}
      and not exists (select from support_proposal p where p.visit_id = support_visit.id)`,
  ),

  'restore links': rows('restore_link', ['hash'], ({ now }) => sql`expires_at <= ${now}`),

  // Counts by the day too: their window is over when nobody has added to them for as long as it is.
  throttles: rows(
    'throttle',
    ['key'],
    ({ now, throttlesEnded }) => sql`last_failure_at <= ${throttlesEnded} and coalesce(blocked_until <= ${now}, true)`,
  ),

  // Their dedupe keys go too: no notice is due for longer than a month.
  letters: rows(
    'outbox_message',
    ['id'],
    ({ aMonthAgo }) => sql`sent_at <= ${aMonthAgo} or failed_at <= ${aMonthAgo}
      or perhaps_at <= ${aMonthAgo} or by_hand_at <= ${aMonthAgo}`,
  ),

  // Kept for a day, in case somebody decides to send them again.
  'words perhaps sent': async (trx, { aDayAgo }) =>
    touched(
      trx,
      sql`update outbox_message set content = null where id in
      (select id from outbox_message where perhaps_at <= ${aDayAgo} and content is not null
       limit ${batch} for update skip locked)`,
    ),

  'receipts of nothing we know': rows(
    'text_receipt',
    ['gateway', 'gateway_id'],
    ({ aDayAgo }) => sql`at <= ${aDayAgo}::timestamptz - interval '6 days'`,
  ),

  'staff sessions': rows('staff_session', ['hash'], ({ now }) => sql`expires_at <= ${now}`),

  // Files that somebody left lying: a week; what was imported or thrown away: a month, for whoever asks what it changed.
  imports: rows(
    'import_job',
    ['id'],
    ({
      now,
      aMonthAgo,
    }) => sql`(state in ('mapping', 'ready') and created_at <= ${now}::timestamptz - interval '7 days')
      or finished_at <= ${aMonthAgo}`,
  ),

  // 90 days, or 30 after their owner deleted them (spec/product 2.5, 8.6). Messages take their sound along.
  calls: rows(
    'call_record',
    ['id'],
    ({ callsOver, aMonthAgo }) => sql`started_at <= ${callsOver} or deleted_at <= ${aMonthAgo}`,
  ),
  messages: rows(
    'voicemail_message',
    ['id'],
    ({ callsOver, aMonthAgo }) => sql`left_at <= ${callsOver} or deleted_at <= ${aMonthAgo}`,
  ),
  'calls by contract': byContract('call_record', 'started_at'),
  'messages by contract': byContract('voicemail_message', 'left_at'),
}

/** Rows of one table that are over by themselves. */
function rows(table: string, key: string[], over: (before: Before) => RawBuilder<unknown>, atMost = batch): Sweep {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  return (trx, before) =>
    touched(
      trx,
      sql`delete from ${sql.table(table)} where (${columns}) in
      (select ${columns} from ${sql.table(table)} where ${over(before)} limit ${atMost} for update skip locked)`,
    )
}

/** Where the contract says fewer days; most say none, so the others never pay for them. */
function byContract(table: string, begun: string): Sweep {
  return (trx, { now }) =>
    touched(
      trx,
      sql`delete from ${sql.table(table)} where id in
      (select r.id from company c join ${sql.table(table)} r on r.company_id = c.id
       where c.call_retention_days < 90
         and r.${sql.ref(begun)} <= ${now}::timestamptz - make_interval(days => c.call_retention_days)
       limit ${batch} for update of r skip locked)`,
    )
}

async function touched(trx: Transaction, statement: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await statement.execute(trx)
  return Number(numAffectedRows ?? 0n)
}
