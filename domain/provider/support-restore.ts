import { day, hour, later } from '../clock.ts'
import type { RefusalReason } from './refusal.ts'

/** An administrator with an expired password and no e-mail calls 1928 (guide 2.4, last paragraph; spec/security 2.9). */
export type RestoreRequest = {
  readonly ticket: string
  /** A name, or the id of an account of staff: what tells two people apart. */
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

/** How the temporary password travels: to the contract's mobile or address, or told by whoever asked (spec/security 2.9). */
export const waysOfRestore = ['sms', 'email', 'spoken'] as const
export type WayOfRestore = (typeof waysOfRestore)[number]

/** How whoever calls is recognised (screen 12b, step 1). */
export const identityChecks = ['vat-number', 'administrator-name', 'company-number', 'call-back'] as const
export type IdentityCheck = (typeof identityChecks)[number]

/**
 * Both names, and one proof of where the voice is: a number of the switchboard, or the contract's number called back.
 * Never a number that was given in the call (2.9).
 */
export function isIdentified(checks: readonly string[]): boolean {
  const has = (check: IdentityCheck) => checks.includes(check)
  return has('vat-number') && has('administrator-name') && (has('company-number') || has('call-back'))
}

/** Without another administrator's consent a restore waits this long, so that the notices can be read first. */
export const waitingHours = 24
/** A request that nobody decides ends, so that no old one is approved by habit. */
export const requestLives = 3 * day
/** "Blocca" and "Acconsento" in the letters work as long as a change of address can be taken back (2.2). */
export const answerLinkLives = 7 * day

/** When a request that must wait may be approved. */
export const waitsUntil = (requestedAt: Date): Date => later(requestedAt, waitingHours * hour)

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
  return waitsUntil(request.requestedAt) <= now ? undefined : 'waiting-not-over'
}

/** Why nobody may even ask; the desk says it in words before the form is filled in (screen 12b). */
export const askingFlaws = [
  'line-not-administrator',
  'line-not-live',
  'company-closed',
  'company-suspended',
  'already-waiting',
] as const
export type AskingFlaw = (typeof askingFlaws)[number]

export type AskingFacts = {
  readonly role: 'user' | 'administrator'
  readonly account: string
  readonly companyState: 'active' | 'suspended' | 'closed'
  readonly waiting: boolean
}

/** Why no restore may be asked for; the first reason in this order is told. */
export function flawOfAsking({ role, account, companyState, waiting }: AskingFacts): AskingFlaw | undefined {
  if (companyState === 'closed') return 'company-closed'
  if (companyState === 'suspended') return 'company-suspended'
  if (role !== 'administrator') return 'line-not-administrator'
  if (account !== 'live') return 'line-not-live'
  return waiting ? 'already-waiting' : undefined
}

/** `M. Rossi` and `m.rossi ` are one person: four eyes are not two. */
function personKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]/gu, '')
}
