import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { LineTable } from '#database/tables.ts'
import type { ActivityRow } from '../provider/audit.sql.ts'
import type { AuditAction } from '../provider/audit.ts'
import { lineColumns } from './lines.sql.ts'
import type { ListedLine } from './names.ts'

export type ConfiguredLine = ListedLine & {
  credential: LineTable['credential']
  credential_set_at: Date | null
  credential_expires_at: Date | null
  gate_opened_at: Date | null
  email: string | null
  second_factor: boolean
  pin_set_at: Date | null
  activity: ActivityRow[]
}

/**
 * Everything the configuration page shows, in one round trip. The credential's row is visible because the
 * transaction names the line as its subject.
 */
export async function findConfiguration(
  trx: Transaction,
  { companyId, lineId }: { companyId: string; lineId: string },
  activity: { actions: readonly AuditAction[]; limit: number },
): Promise<ConfiguredLine | undefined> {
  const { rows } = await sql<ConfiguredLine>`
    select ${lineColumns}, t.name as site_name, p.name as service_name, l.credential, l.credential_set_at, l.credential_expires_at, l.gate_opened_at, l.email,
      k.pin_set_at,
      (k.totp_confirmed_at is not null or exists (select from passkey y where y.line_id = l.id)) as second_factor,
      (select coalesce(json_agg(e order by e.id desc), '[]') from (
        select id, at, action, result, actor_id, actor_name, actor_role, facts
        from audit_event
        where company_id = ${companyId} and subject_id = ${lineId} and at >= coalesce(l.holder_since, '-infinity') and action = any(${activity.actions}::text[])
        order by id desc limit ${activity.limit}) e) as activity
    from line l join site t on t.id = l.site_id join service_profile p on p.code = l.service
      join credential k on k.line_id = l.id
    where l.company_id = ${companyId} and l.id = ${lineId}`.execute(trx)
  const [row] = rows
  // JSON has no instants: they come as text.
  return row && { ...row, activity: row.activity.map((event) => ({ ...event, at: new Date(event.at) })) }
}
