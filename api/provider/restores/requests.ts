import type { z } from 'zod'
import type { deskRequest } from '#contract/restores.ts'
import { staffMay } from '#domain/access/staff-session.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { Problem } from '#domain/problem.ts'
import { type IdentityCheck, waitsUntil } from '#domain/provider/support-restore.ts'
import type { House } from '../../house.ts'
import type { StaffVisit } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import type { LiveStaff } from '../staff/staff-sessions.ts'
import { countRequests, type DeskRow, findRequests } from './requests.sql.ts'
import { closeServiceRequest } from './service-request.sql.ts'

type DeskRequest = z.input<typeof deskRequest>
type Viewer = Pick<LiveStaff, 'id' | 'role'>

const size = 25

/** "Richieste", a page: of everybody, or of one customer. */
export async function listRequests(
  house: House,
  staff: Viewer,
  asked: { companyId?: string | undefined; show: 'open' | 'all'; page: number },
) {
  const now = house.clock()
  const filter = { companyId: asked.companyId, openAt: asked.show === 'open' ? now : null }
  const { rows, total } = await house.cellar.asService(
    async (trx) => ({
      rows: await findRequests(trx, filter, (asked.page - 1) * size, size),
      total: await countRequests(trx, filter),
    }),
    { readOnly: true },
  )
  return { total, page: asked.page, size, requests: rows.map((row) => presentRequest(row, staff, now)) }
}

export const countOpenRequests = async (house: House) => ({
  open: await house.cellar.asService((trx) => countRequests(trx, { openAt: house.clock() }), { readOnly: true }),
})

/** @throws {Problem} not-found */
export async function requireRequest(house: House, staff: Viewer, id: string): Promise<DeskRequest> {
  const rows = await house.cellar.asService((trx) => findRequests(trx, { id, openAt: null }, 0, 1), { readOnly: true })
  if (!rows[0]) throw new Problem('not-found')
  return presentRequest(rows[0], staff, house.clock())
}

/** @throws {Problem} not-found */
export async function closeRequest(house: House, { staff, caller }: StaffVisit, id: string, note: string) {
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const closed = await closeServiceRequest(trx, id, staff, note, now)
    if (!closed) throw new Problem('not-found')
    await auditByStaff(trx, now, { staff, caller }, 'request.closed', {
      customer: { id: closed.company_id, name: closed.company_name },
      subjectId: closed.line_id,
      facts: { kind: closed.kind, note },
    })
  })
  return undefined
}

function presentRequest(row: DeskRow, viewer: Viewer, now: Date): DeskRequest {
  const restore = row.kind === 'restore' ? presentRestore(row, now) : null
  const open = restore ? restore.state === 'waiting' : row.closed_at === null
  return {
    id: row.id,
    kind: row.kind,
    open,
    companyId: row.company_id,
    company: row.company,
    lineId: row.line_id,
    number: row.number,
    name: row.name,
    since: row.since.toISOString(),
    times: row.times,
    closedBy: row.closed_by_name,
    closedAt: row.closed_at?.toISOString() ?? null,
    note: row.note,
    restore,
    may: mayWith(row, viewer, open, now),
  }
}

function presentRestore(row: DeskRow, now: Date): NonNullable<DeskRequest['restore']> {
  const late = row.state === 'waiting' && row.expires_at !== null && row.expires_at <= now
  return {
    state: late ? 'expired' : (row.state ?? 'expired'),
    ticket: row.ticket ?? '',
    reason: row.reason ?? '',
    checks: (row.checks ?? []) as IdentityCheck[],
    maskedEmail: row.email === null ? null : maskEmailAddress(row.email as EmailAddress),
    way: row.way ?? 'email',
    requestedBy: row.requested_by_name ?? '',
    expiresAt: (row.expires_at ?? row.since).toISOString(),
    notBefore: row.others_asked ? waitsUntil(row.since).toISOString() : null,
    consentBy: row.consent_by,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    refusal: row.refusal,
    passwordEndsAt: row.password_ends_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    spokenAt: row.spoken_at?.toISOString() ?? null,
  }
}

/** Two people: whoever asked may take it back, somebody else decides (2.9). */
function mayWith(row: DeskRow, { id, role }: Viewer, open: boolean, now: Date): DeskRequest['may'] {
  if (!staffMay(role, ['desk'])) return []
  if (row.kind !== 'restore') return open ? ['close'] : []
  const mine = row.requested_by === id
  if (open) return mine ? ['withdraw'] : ['approve', 'refuse']
  const told = row.state === 'approved' && row.way === 'spoken' && !row.spoken_at && !row.stopped_at
  return mine && told && row.password_ends_at !== null && row.password_ends_at > now ? ['speak'] : []
}
