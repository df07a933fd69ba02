import type { z } from 'zod'
import type { line } from '#contract/directory.ts'
import type { ListedLine } from './names.ts'
import { actingRefusal } from './subject.ts'

export type ShownLine = z.input<typeof line>

/** A line as a viewer sees it, with what this viewer may do with it. */
export function presentLine(row: ListedLine, viewerId: string): ShownLine {
  return {
    id: row.id,
    number: row.number,
    extension: row.extension,
    userType: row.user_type,
    service: row.service_name,
    name: row.name,
    siteId: row.site_id,
    site: row.site_name,
    firstAccess: row.first_access,
    emailStatus: row.email_status,
    may: mayWith(row, viewerId),
  }
}

function mayWith(row: ListedLine, viewerId: string): ShownLine['may'] {
  if (actingRefusal(viewerId, row)) return []
  // "Se non già presente" (guide 2.3.1): a proved address is its owner's (spec/security 2.2, admin_set_email).
  if (row.email_status === 'verified') return ['configure', 'set-temporary-password']
  return ['configure', 'set-temporary-password', 'enter-email']
}
