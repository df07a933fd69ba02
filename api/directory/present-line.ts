import type { z } from 'zod'
import type { line } from '#contract/directory.ts'
import { ownSites } from '#database/connect.ts'
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
    suspended: row.account === 'disabled',
    may: [...mayConfigure(row, viewerId), ...mayLookAfter(row, viewerId)],
  }
}

function mayConfigure(row: ListedLine, viewerId: string): ShownLine['may'] {
  if (actingRefusal(viewerId, row)) return []
  // "Se non già presente" (guide 2.3.1): a proved address is its owner's (spec/security 2.2, admin_set_email).
  if (row.email_status === 'verified') return ['configure', 'set-temporary-password']
  return ['configure', 'set-temporary-password', 'enter-email']
}

/** Whoever answers for some sites leaves other administrators, and who is one, alone (`api/people/may-touch.ts`). */
function mayLookAfter(row: ListedLine, viewerId: string): ShownLine['may'] {
  const self = row.id === viewerId
  const ofSomeSites = ownSites() !== undefined
  if (row.account === 'closed' || (ofSomeSites && row.role === 'administrator' && !self)) return []
  const suspended = row.account === 'disabled'
  return [
    'change-details',
    ...(ofSomeSites || suspended ? [] : ['change-role' as const]),
    ...(suspended ? ['resume' as const] : self ? [] : ['suspend' as const]),
    ...(self || row.role === 'administrator' ? [] : ['reassign' as const]),
  ]
}
