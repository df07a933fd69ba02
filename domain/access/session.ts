import { hour, later, minute } from '../clock.ts'

/**
 * A session while it lives (spec/security 4.1). Its rights are computed elsewhere; here is only how long it lasts
 * and how fresh its proof of the password is.
 */
export type SessionKind = 'second-factor' | 'gate' | 'full' | 'remembered'
export type View = 'user' | 'administrator'

export type SessionFacts = {
  readonly kind: SessionKind
  /** Null until an administrator has chosen the profile (guide figure 2). */
  readonly view: View | null
  /** Last request of a person; background polling does not count. */
  readonly lastSeenAt: Date
  /** The absolute end that `absoluteEnd` gave. */
  readonly expiresAt: Date
  /** Last proof by password or passkey; null in a remembered session that has shown none. */
  readonly passwordAt: Date | null
  readonly steppedUpAt: Date | null
  /** A session never outlives the password that opened it (2.3). */
  readonly line: { readonly credentialExpiresAt: Date | null }
}

const lifetimes = {
  'second-factor': { idle: 5 * minute, absolute: 5 * minute },
  gate: { idle: 15 * minute, absolute: 15 * minute },
  user: { idle: 30 * minute, absolute: 12 * hour },
  administrator: { idle: 15 * minute, absolute: 8 * hour },
} as const

/** The dialog that offers "Resta connesso" opens this long before the idle end. */
export const idleWarning = 2 * minute
/** How long an administrator may work on one line after "Attenzione" (2.8). */
export const actingGrantLifetime = 30 * minute

/** When a session that begins now ends at the latest. */
export function absoluteEnd(kind: SessionKind, view: View | null, now: Date): Date {
  return later(now, lifetime(kind, view).absolute)
}

/**
 * The latest end after a change of profile. The administrator's view has its own, shorter life; going back does
 * not lengthen the session again.
 */
export function absoluteEndAfterSwitch(session: SessionFacts, view: View, now: Date): Date {
  return earliest(session.expiresAt, absoluteEnd(session.kind, view, now))
}

/** When it ends if nobody does anything, and when at the latest. */
export function sessionEnds(session: SessionFacts): { idleEndsAt: Date; endsAt: Date } {
  const endsAt = earliest(session.expiresAt, session.line.credentialExpiresAt ?? session.expiresAt)
  const idle = later(session.lastSeenAt, lifetime(session.kind, session.view).idle)
  return { idleEndsAt: earliest(idle, endsAt), endsAt }
}

/** Neither idle for too long nor at its end. Whether the account still lets anybody in is asked beside. */
export function isLive(session: SessionFacts, now: Date): boolean {
  return now < sessionEnds(session).idleEndsAt
}

/**
 * What asks how recently the password was shown. A fresh sign-in counts (decision 11).
 * `recent`: the delicate changes of 2.7. `acting`: opening a user's configuration. `administrator-view`:
 * changing from the user's to the administrator's profile (4.1).
 */
const proofLifetime = { recent: 5 * minute, acting: 15 * minute, 'administrator-view': 12 * hour } as const
export type StepUpPurpose = keyof typeof proofLifetime

/** Until when the last proof is good for a purpose; undefined when none is, for instance in a gate session. */
export function steppedUpUntil(session: SessionFacts, now: Date, purpose: StepUpPurpose): Date | undefined {
  if (session.kind === 'gate' || session.kind === 'second-factor') return undefined
  const proof = Math.max(session.passwordAt?.getTime() ?? 0, session.steppedUpAt?.getTime() ?? 0)
  const until = new Date(proof + proofLifetime[purpose])
  return now < until ? until : undefined
}

/** Was the password shown recently enough for this? */
export function steppedUp(session: SessionFacts, now: Date, purpose: StepUpPurpose): boolean {
  return steppedUpUntil(session, now, purpose) !== undefined
}

function lifetime(kind: SessionKind, view: View | null): { idle: number; absolute: number } {
  if (kind === 'gate' || kind === 'second-factor') return lifetimes[kind]
  return lifetimes[view ?? 'user']
}

function earliest(...dates: Date[]): Date {
  return new Date(Math.min(...dates.map((date) => date.getTime())))
}
