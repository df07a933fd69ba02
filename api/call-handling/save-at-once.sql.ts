import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { AuditEvent } from '../provider/audit.sql.ts'
import { changeRow, type NewChange, type StoredSettings } from './settings.sql.ts'

export type AtOnce = {
  readonly lineId: string
  /** What the settings were worked out from: with other ones in the table nothing is written. */
  readonly from: { readonly version: number; readonly at: Date }
  readonly to: StoredSettings
  readonly now: Date
  readonly changes: readonly NewChange[]
  readonly event: AuditEvent
}

/**
 * Settings, history and trace in one statement; undefined when somebody has changed them meanwhile. Each part goes by the
 * policies of its own table, as if it stood alone.
 */
export async function saveAtOnce(trx: Transaction, { lineId, from, to, now, changes, event }: AtOnce) {
  const { rows } = await sql<{ saved: boolean; pin_set_at: Date | null }>`
    with saved as (
      update call_settings set version = ${to.version}, settings = ${JSON.stringify(to.settings)}::jsonb,
        used_numbers = ${[...to.used]}::text[], changed_at = ${now}
      where line_id = ${lineId} and version = ${from.version} and changed_at = ${from.at}
      returning line_id
    ), history as (
      insert into call_setting_change (id, company_id, line_id, version, setting, before, after, at, actor_id, actor_name,
        actor_role, code, restored_from, proposed_by)
      select c.id, c.company_id, c.line_id, c.version, c.setting, c.before, c.after, c.at, c.actor_id, c.actor_name,
        c.actor_role, c.code, c.restored_from, c.proposed_by
      from saved, jsonb_to_recordset(${JSON.stringify(changes.map(changeRow))}::jsonb) as c (id uuid, company_id uuid,
        line_id uuid, version integer, setting text, before jsonb, after jsonb, at timestamptz, actor_id uuid,
        actor_name text, actor_role text, code text, restored_from uuid, proposed_by text)
    ), event as (
      insert into audit_event (company_id, at, actor_id, actor_name, actor_role, subject_id, acting, action, result, facts,
        session_hash8, ip, request_id)
      select ${event.company_id ?? null}::uuid, ${event.at}::timestamptz, ${event.actor_id ?? null}::uuid, ${event.actor_name}::text,
        ${event.actor_role}::text, ${event.subject_id ?? null}::uuid, ${event.acting ?? false}::boolean, ${event.action}::text,
        ${event.result}::text, ${event.facts ?? '{}'}::jsonb, ${event.session_hash8 ?? null}::text, ${event.ip ?? null}::text,
        ${event.request_id ?? null}::text
      from saved
    )
    select exists (select from saved) as saved, (select pin_set_at from credential where line_id = ${lineId}) as pin_set_at`.execute(
    trx,
  )
  const [row] = rows
  return row?.saved ? { ...to, pinSetAt: row.pin_set_at } : undefined
}
