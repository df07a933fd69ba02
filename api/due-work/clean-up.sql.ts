import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/**
 * What is thrown away and when. Each statement removes at most `batch` rows, passes over rows that somebody
 * holds, and tells how many it removed.
 */
export const batch = 500

export type Sweep = (
  trx: Transaction,
  before: { now: Date; throttlesEnded: Date; aDayAgo: Date; aMonthAgo: Date; callsOver: Date },
) => Promise<number>

/** Whoever reads these tables looks at the instants too, so nothing but their size depends on when this runs. */
export const sweeps: Record<string, Sweep> = {
  sessions: async (trx, { now }) =>
    removed(
      sql`delete from session where hash in
      (select hash from session where expires_at <= ${now} limit ${batch} for update skip locked)`,
      trx,
    ),

  'remembered computers': async (trx, { now, aMonthAgo }) =>
    removed(
      sql`delete from remember_family where selector in
      (select selector from remember_family where expires_at <= ${now} or revoked_at <= ${aMonthAgo}
       limit ${batch} for update skip locked)`,
      trx,
    ),

  'acting grants': async (trx, { aDayAgo }) =>
    removed(
      sql`delete from acting_grant where id in
      (select id from acting_grant where expires_at <= ${aDayAgo} limit ${batch} for update skip locked)`,
      trx,
    ),

  // Kept for a day after they were made: how many were sent in a day is counted from them.
  'mailed links': async (trx, { now, aDayAgo }) =>
    removed(
      sql`delete from mailed_link where hash in
      (select hash from mailed_link where created_at <= ${aDayAgo} and (expires_at <= ${now} or used_at is not null)
       limit ${batch} for update skip locked)`,
      trx,
    ),

  // What was called is added up by then; the last day tells how calls were made.
  'ways outside of calls': async (trx, { now, aDayAgo }) =>
    removed(
      sql`delete from outside_leg where (call_id, place) in
      (select call_id, place from outside_leg where placed_at <= ${aDayAgo} and (ended_at is not null or until <= ${now})
       limit ${batch} for update skip locked)`,
      trx,
    ),

  'alarms about calls': async (trx, { aMonthAgo }) =>
    removed(
      sql`delete from call_alarm where (scope_id, what, day) in
      (select scope_id, what, day from call_alarm where at <= ${aMonthAgo} limit ${batch} for update skip locked)`,
      trx,
    ),

  'jobs on many lines': async (trx, { aMonthAgo }) =>
    removed(
      sql`delete from bulk_job where id in
      (select id from bulk_job where finished_at <= ${aMonthAgo} limit 20 for update skip locked)`,
      trx,
    ),

  'e-mail codes': async (trx, { now, aDayAgo }) =>
    removed(
      sql`delete from email_code where line_id in
      (select line_id from email_code where created_at <= ${aDayAgo} and expires_at <= ${now}
       limit ${batch} for update skip locked)`,
      trx,
    ),

  // Codes for 1928 live for minutes; of what was seen with them the log keeps the trace (spec/security 2.9).
  'support codes': async (trx, { aDayAgo }) =>
    removed(
      sql`delete from support_code where id in
      (select id from support_code where expires_at <= ${aDayAgo} limit ${batch} for update skip locked)`,
      trx,
    ),

  'support proposals': async (trx, { aMonthAgo }) =>
    removed(
      sql`delete from support_proposal where id in
      (select p.id from support_proposal p join support_visit v on v.id = p.visit_id
       where v.expires_at <= ${aMonthAgo} limit ${batch} for update of p skip locked)`,
      trx,
    ),

  'support visits': async (trx, { aMonthAgo }) =>
    removed(
      sql`delete from support_visit where id in
      (select v.id from support_visit v where v.expires_at <= ${aMonthAgo}
       and not exists (select from support_proposal p where p.visit_id = v.id)
       limit ${batch} for update skip locked)`,
      trx,
    ),

  'restore links': async (trx, { now }) =>
    removed(
      sql`delete from restore_link where hash in
      (select hash from restore_link where expires_at <= ${now} limit ${batch} for update skip locked)`,
      trx,
    ),

  // Counts by the day too: their window is over when nobody has added to them for as long as it is.
  throttles: async (trx, { now, throttlesEnded }) =>
    removed(
      sql`delete from throttle where key in
      (select key from throttle where last_failure_at <= ${throttlesEnded} and coalesce(blocked_until <= ${now}, true)
       limit ${batch} for update skip locked)`,
      trx,
    ),

  // Their dedupe keys go too: no notice is due for longer than a month.
  letters: async (trx, { aMonthAgo }) =>
    removed(
      sql`delete from outbox_message where id in
      (select id from outbox_message where sent_at <= ${aMonthAgo} or failed_at <= ${aMonthAgo} or perhaps_at <= ${aMonthAgo} or by_hand_at <= ${aMonthAgo}
       limit ${batch} for update skip locked)`,
      trx,
    ),

  // Kept for a day, in case somebody decides to send them again.
  'words perhaps sent': async (trx, { aDayAgo }) =>
    removed(
      sql`update outbox_message set content = null where id in
      (select id from outbox_message where perhaps_at <= ${aDayAgo} and content is not null
       limit ${batch} for update skip locked)`,
      trx,
    ),

  'receipts of nothing we know': async (trx, { aDayAgo }) =>
    removed(
      sql`delete from text_receipt where (gateway, gateway_id) in
      (select gateway, gateway_id from text_receipt where at <= ${aDayAgo}::timestamptz - interval '6 days'
       limit ${batch} for update skip locked)`,
      trx,
    ),

  'staff sessions': async (trx, { now }) =>
    removed(
      sql`delete from staff_session where hash in
      (select hash from staff_session where expires_at <= ${now} limit ${batch} for update skip locked)`,
      trx,
    ),

  // Files that somebody left lying: a week; what was imported or thrown away: a month, for whoever asks what it changed.
  imports: async (trx, { now, aMonthAgo }) =>
    removed(
      sql`delete from import_job where id in
      (select id from import_job
       where (state in ('mapping', 'ready') and created_at <= ${now}::timestamptz - interval '7 days')
         or finished_at <= ${aMonthAgo}
       limit ${batch} for update skip locked)`,
      trx,
    ),

  // 90 days, or 30 after their owner deleted them (spec/product 2.5, 8.6). Messages take their sound along.
  calls: async (trx, { callsOver, aMonthAgo }) =>
    removed(
      sql`delete from call_record where id in
      (select id from call_record where started_at <= ${callsOver} or deleted_at <= ${aMonthAgo}
       limit ${batch} for update skip locked)`,
      trx,
    ),

  messages: async (trx, { callsOver, aMonthAgo }) =>
    removed(
      sql`delete from voicemail_message where id in
      (select id from voicemail_message where left_at <= ${callsOver} or deleted_at <= ${aMonthAgo}
       limit ${batch} for update skip locked)`,
      trx,
    ),

  // Where the contract says fewer days; most say none, so the others never pay for them.
  'calls by contract': async (trx, { now }) =>
    removed(
      sql`delete from call_record where id in
      (select r.id from company c join call_record r on r.company_id = c.id
       where c.call_retention_days < 90 and r.started_at <= ${now}::timestamptz - make_interval(days => c.call_retention_days)
       limit ${batch} for update of r skip locked)`,
      trx,
    ),

  'messages by contract': async (trx, { now }) =>
    removed(
      sql`delete from voicemail_message where id in
      (select m.id from company c join voicemail_message m on m.company_id = c.id
       where c.call_retention_days < 90 and m.left_at <= ${now}::timestamptz - make_interval(days => c.call_retention_days)
       limit ${batch} for update of m skip locked)`,
      trx,
    ),
}

async function removed(statement: ReturnType<typeof sql>, trx: Transaction): Promise<number> {
  const { numAffectedRows } = await statement.execute(trx)
  return Number(numAffectedRows ?? 0n)
}
