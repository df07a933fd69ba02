import { createHash } from 'node:crypto'
import { isLive } from '#domain/access/session.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { deleteSessionById, findFamiliesOfLine, findSessionsOfLine } from './devices.sql.ts'
import { revokeFamiliesOfLine, revokeFamily } from './remember.sql.ts'
import { deleteSessionsOfFamily, deleteSessionsOfLine } from './session.sql.ts'
import type { LiveSession } from './sessions.ts'

/** A remembered computer's name towards the browser: a UUID made from its selector, which stays secret. */
function familyId(selector: Buffer): string {
  const hex = createHash('sha256').update('family').update(selector).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const scope = (session: LiveSession) => ({ companyId: session.line.companyId, lineId: session.line.id })

/** What `isLive` asks of a session, from its row and its person's. */
const livesLike = (session: LiveSession, row: Awaited<ReturnType<typeof findSessionsOfLine>>[number]) => ({
  ...session,
  kind: row.kind,
  view: row.view,
  lastSeenAt: row.last_seen_at,
  expiresAt: row.expires_at,
})

/** Where one is signed in, and which computers are remembered. */
export async function listDevices(house: House, session: LiveSession) {
  const now = house.clock()
  const { found, families } = await house.cellar.inCompany(
    scope(session),
    async (trx) => ({
      found: await findSessionsOfLine(trx, session.line.id, now),
      families: await findFamiliesOfLine(trx, session.line.id, now),
    }),
    { readOnly: true },
  )
  // One that nobody used for too long is over, though its row is still there.
  const sessions = found.filter((s) => isLive(livesLike(session, s), now))
  const asleep = families.filter((family) => !sessions.some((s) => s.family?.equals(family.selector)))
  return {
    devices: [
      ...sessions.map((s) => ({
        id: s.id,
        label: s.label,
        ip: s.ip,
        current: s.hash.equals(session.hash),
        remembered: s.family !== null,
        signedInAt: s.created_at.toISOString(),
        lastSeenAt: s.last_seen_at.toISOString(),
      })),
      ...asleep.map((f) => ({
        id: familyId(f.selector),
        label: f.label,
        ip: f.ip_prefix,
        current: false,
        remembered: true,
        signedInAt: f.created_at.toISOString(),
        lastSeenAt: f.rotated_at.toISOString(),
      })),
    ],
  }
}

/** "Esci dagli altri dispositivi": everywhere but here; remembered computers are forgotten too. */
export async function endOtherSessions(house: House, caller: Caller, session: LiveSession): Promise<{ ended: number }> {
  const now = house.clock()
  const ended = await house.cellar.inCompany(scope(session), async (trx) => {
    const count = await deleteSessionsOfLine(trx, session.line.id, session.hash)
    await revokeFamiliesOfLine(trx, session.line.id, now, session.family ?? undefined)
    house.sessions.forget(trx, session.line.id)
    await auditBy(trx, now, { session, caller }, 'sessions.ended', { facts: { count } })
    return count
  })
  return { ended }
}

/** Ends one sign-in, or forgets one computer. @throws {Problem} device.not-found */
export async function endDevice(house: House, caller: Caller, session: LiveSession, id: string): Promise<undefined> {
  const now = house.clock()
  await house.cellar.inCompany(scope(session), async (trx) => {
    const gone = await deleteSessionById(trx, session.line.id, id)
    const families = gone ? [] : await findFamiliesOfLine(trx, session.line.id, now)
    const selector = gone ? gone.family : families.find((f) => familyId(f.selector) === id)?.selector
    if (!gone && !selector) throw new Problem('device.not-found')
    if (selector) {
      await revokeFamily(trx, selector, now)
      await deleteSessionsOfFamily(trx, selector)
    }
    house.sessions.forget(trx, session.line.id)
    await auditBy(trx, now, { session, caller }, 'session.ended')
  })
  return undefined
}
