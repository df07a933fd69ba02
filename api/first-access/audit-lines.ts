import type { Transaction } from '#database/connect.ts'
import type { AuditFacts } from '#database/tables.ts'
import type { AuditAction } from '../provider/audit.ts'
import { insertAuditEvents } from './audit-lines.sql.ts'
import type { BulkJob } from './jobs.sql.ts'

/** One event a line, as if the administrator had done each of them alone: its owner reads it in "Attività recente". */
export function auditLines(
  trx: Transaction,
  now: Date,
  job: BulkJob,
  action: AuditAction,
  lines: readonly { readonly id: string; readonly facts?: AuditFacts }[],
): Promise<unknown> {
  const { name, sessionHash, ip, requestId } = job.asked
  return insertAuditEvents(
    trx,
    lines.map(({ id, facts }) => ({
      company_id: job.company_id,
      at: now,
      actor_id: job.administrator_id,
      actor_name: name,
      actor_role: 'administrator' as const,
      subject_id: id,
      acting: id !== job.administrator_id,
      action,
      result: 'done' as const,
      facts: JSON.stringify(facts ?? {}),
      session_hash8: sessionHash,
      ip,
      request_id: requestId,
    })),
  )
}
