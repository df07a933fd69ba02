import { hour, later } from '../clock.ts'
import type { RefusalReason } from './refusal.ts'

/** An administrator with an expired password and no e-mail calls 1928 (guide 2.4, last paragraph; spec/security 2.9). */
export type RestoreRequest = {
  readonly ticket: string
  readonly requestedBy: string
  readonly approvedBy: string
  /** When the ticket was opened, where the waiting time counts. */
  readonly requestedAt: Date | null
  /** The other administrator who agreed, by number. */
  readonly consentOf: string | null
}

export type RestoreFacts = {
  readonly line: { readonly role: 'user' | 'administrator'; readonly account: string }
  /** Numbers of the other administrators who can be asked: in force, with a verified e-mail. */
  readonly reachableAdministrators: readonly string[]
}

/** Without another administrator's consent a restore waits this long, so that the notices can be read first. */
const waitingHours = 24

/**
 * Why a restore is not allowed, if it is not: two people, a ticket, an administrator's line, and the agreement of an
 * administrator who can be asked (or a day of waiting).
 */
export function flawOfRestore(request: RestoreRequest, facts: RestoreFacts, now: Date): RefusalReason | undefined {
  if (request.ticket.trim() === '') return 'ticket-missing'
  const people = [personKey(request.requestedBy), personKey(request.approvedBy)]
  if (people.includes('')) return 'people-missing'
  if (people[0] === people[1]) return 'same-person'
  if (facts.line.role !== 'administrator') return 'line-not-administrator'
  if (facts.line.account !== 'live') return 'line-not-live'
  if (facts.reachableAdministrators.length === 0) return undefined
  if (request.consentOf !== null) {
    return facts.reachableAdministrators.includes(request.consentOf) ? undefined : 'consent-not-given'
  }
  if (request.requestedAt === null) return 'other-administrator'
  return later(request.requestedAt, waitingHours * hour) <= now ? undefined : 'waiting-not-over'
}

/** `M. Rossi` and `m.rossi ` are one person: four eyes are not two. */
function personKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]/gu, '')
}
