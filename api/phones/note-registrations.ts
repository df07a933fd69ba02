import type { EngineEvent, Registration } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import { forgetAllAfterCommit } from './change-phone.ts'
import { findBarred, forgetOthers, noteRegistered, noteUnregistered, type Presence } from './registrations.sql.ts'

type Registered = Extract<EngineEvent, { kind: 'registered' | 'unregistered' }>

const isRegistration = (event: EngineEvent): event is Registered =>
  event.kind === 'registered' || event.kind === 'unregistered'

/** What a phone says of itself goes into a list: short, on one line, without marks that turn text around. */
const shown = (text: string, longest: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .slice(0, longest)

/**
 * Keeps who is connected, from what the engine tells; the last word about a phone counts. A refresh that changes nothing
 * is written once a minute. Told twice, the outcome is the same.
 */
export async function noteRegistrations(house: House, events: readonly EngineEvent[]): Promise<void> {
  const last = new Map(events.filter(isRegistration).map((event) => [`${event.user.user}@${event.user.domain}`, event]))
  if (last.size === 0) return
  const all = [...last.values()].sort((a, b) => (a.user.user < b.user.user ? -1 : 1))
  await house.cellar.asService(async (trx) => {
    const contacts = all
      .filter((event) => event.kind === 'registered')
      .map((event) => ({
        user: event.user.user,
        domain: event.user.domain,
        at: event.at,
        software: shown(event.userAgent, 120),
        address: shown(event.address, 80),
        transport: shown(event.transport, 8),
        until: null,
      }))
    const gone = all
      .filter((event) => event.kind === 'unregistered')
      .map(({ user, at, address }) => ({ ...user, at, address: shown(address, 80) }))
    const changed = [...(await noteRegistered(trx, contacts)), ...(await noteUnregistered(trx, gone))]
    tellAll(house, trx, changed)
  })
}

/**
 * Who is registered right now, for a portal that has just met its engine: what was missed meanwhile is made up for, on
 * both sides. Whoever was barred while the engine did not hear of it is gone from there too.
 */
export async function reconcileRegistrations(house: House, registrations: readonly Registration[]): Promise<void> {
  const now = house.clock().toISOString()
  const registered = registrations.map(({ user }) => user)
  await house.cellar.asService(async (trx) => {
    forgetAllAfterCommit(house, trx, await findBarred(trx, registered))
    const contacts = registrations
      .map(({ user, userAgent, address, transport, expiresAt }) => ({
        ...user,
        at: now,
        software: shown(userAgent, 120),
        address: shown(address, 80),
        transport: shown(transport, 8),
        until: expiresAt,
      }))
      .sort((a, b) => (a.user < b.user ? -1 : 1))
    tellAll(house, trx, [...(await noteRegistered(trx, contacts)), ...(await forgetOthers(trx, registered))])
  })
}

function tellAll(house: House, trx: object, changed: readonly Presence[]): void {
  // One line may have had several of its phones change; the last row knows of all.
  const lines = new Map(changed.map((row) => [row.line_id, row]))
  for (const { company_id: companyId, line_id: lineId } of lines.values())
    house.live.tell(trx, { companyId, lineId, topic: 'phones' })
}
