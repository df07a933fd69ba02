import { addDays } from '../clock.ts'
import type { GateStep } from './permissions.ts'

/**
 * What is known of a line's account (spec/security 2.1). Four facts, not one flag: the account, the credential, its
 * end and the e-mail. What a person may do is computed from them at every request and never stored.
 */
export type AccountFacts = {
  readonly role: 'user' | 'administrator'
  readonly account: 'provisioned' | 'live' | 'disabled' | 'closed'
  /** `shared`: the company's temporary password. `temporary`: one of the line's own. */
  readonly credential: 'none' | 'shared' | 'temporary' | 'own'
  /** Null without a credential, and for own passwords where the contract switched expiry off (D-3). */
  readonly credentialExpiresAt: Date | null
  /** First time a temporary password was accepted. */
  readonly gateOpenedAt: Date | null
  readonly emailStatus: 'none' | 'pending' | 'verified'
  /** Who gave the address. */
  readonly emailSource: 'owner' | 'administrator' | 'support' | 'activation' | null
  /** A new address that waits for its proof while the verified one stays in force. */
  readonly emailNext: string | null
  /** First sign-in with an own password and without a verified e-mail, and how many there were since. */
  readonly emailLaterSince: Date | null
  readonly signInsWithoutEmail: number
}

/** The names of 2.1, for lists, logs and tests. */
export type NamedState =
  | 'provisioned'
  | 'shared'
  | 'shared-expired'
  | 'temporary'
  | 'temporary-expired'
  | 'email-missing'
  | 'email-pending'
  | 'active'
  | 'expired'
  | 'disabled'
  | 'closed'

/** The account's state by one name, as lists show and count it; an expired password is told from a good one. */
export function namedState(facts: AccountFacts, now: Date): NamedState {
  if (facts.account !== 'live') return facts.account
  switch (facts.credential) {
    case 'none':
      return 'provisioned'
    case 'shared':
      return hasExpired(facts, now) ? 'shared-expired' : 'shared'
    case 'temporary':
      return hasExpired(facts, now) ? 'temporary-expired' : 'temporary'
    case 'own':
      if (hasExpired(facts, now)) return 'expired'
      return ({ none: 'email-missing', pending: 'email-pending', verified: 'active' } as const)[facts.emailStatus]
  }
}

/** What a correct secret opens. */
export type Admission =
  /** The ordinary failure: nothing tells it from a wrong password. */
  | { readonly kind: 'refused' }
  /** Right, but too old: who can help (2.3, decision 3). */
  | { readonly kind: 'expired'; readonly reset: ResetPath }
  /** A gate session: only this step of the first access is open. */
  | { readonly kind: 'gate'; readonly step: Exclude<GateStep, 'view'> }
  | FullAdmission

export type FullAdmission = {
  readonly kind: 'full'
  /** Delicate things wait for a verified e-mail (2.5). */
  readonly restricted: boolean
  /** The e-mail step that may still be put off; null when there is nothing to do. */
  readonly reminder: EmailReminder | null
  /** Within 30 days of its end, for the banner; otherwise null. */
  readonly passwordExpiresAt: Date | null
}

export type EmailReminder = {
  readonly step: 'add-email' | 'verify-email'
  /** From then on the step blocks; null before the first sign-in that counts. */
  readonly until: Date | null
  /** Sign-ins that remain after this one. */
  readonly signInsLeft: number
}

export type ResetPath = 'email' | 'administrator' | 'support'

/**
 * Whom the shared temporary password lets in: `administrators` while no administrator has finished the first access
 * (1.4.5), `closed` when the administrator closed it (1.4.11).
 */
export type SharedPasswordOpenTo = 'everyone' | 'administrators' | 'closed'

/** How long an e-mail may wait for, from the first sign-in with an own password (decision 2). */
export const emailGrace = { days: 7, signIns: 5 } as const
const expiryBannerDays = 30

/**
 * Judges facts at sign-in, after the sign-in was counted (`signed-in` in `account-events.ts`), and at every request
 * of an open session. Administrators choose their profile before any step: see `gateStep`.
 */
export function admission(facts: AccountFacts, now: Date, shared: SharedPasswordOpenTo = 'everyone'): Admission {
  if (facts.account !== 'live' || facts.credential === 'none') return { kind: 'refused' }
  if (facts.credential === 'shared' && !sharedPasswordOpens(facts.role, shared)) return { kind: 'refused' }
  if (hasExpired(facts, now)) return { kind: 'expired', reset: resetPath(facts) }
  if (facts.credential !== 'own') return { kind: 'gate', step: 'change-password' }
  const step = emailStep(facts)
  if (step && !mayWaitForEmail(facts, now)) return { kind: 'gate', step }
  return {
    kind: 'full',
    restricted: step !== undefined,
    reminder: step ? reminderFor(step, facts) : null,
    passwordExpiresAt: soon(facts.credentialExpiresAt, now),
  }
}

/**
 * The step that a session has to take next, in the guide's order: profile (administrators), password, e-mail
 * (decision 2); undefined when the portal is open to it.
 * @param session `inGate`: the e-mail question has not been answered in this session, not even with "Più tardi".
 */
export function gateStep(
  role: AccountFacts['role'],
  admitted: Extract<Admission, { kind: 'gate' | 'full' }>,
  session: { readonly profileChosen: boolean; readonly inGate: boolean },
): GateStep | undefined {
  if (role === 'administrator' && !session.profileChosen) return 'view'
  if (admitted.kind === 'gate') return admitted.step
  return session.inGate ? admitted.reminder?.step : undefined
}

/** May "Più tardi" be answered, or an address still wait for its proof? An administrator gives one at once (S24). */
export function mayWaitForEmail(facts: AccountFacts, now: Date): boolean {
  if (facts.role === 'administrator' && facts.emailStatus === 'none') return false
  if (facts.signInsWithoutEmail > emailGrace.signIns) return false
  return facts.emailLaterSince === null || now < addDays(facts.emailLaterSince, emailGrace.days)
}

/** May a reset message go out? To a proved address, or to one that the owner did not type himself (2.2, E21). */
export function canResetByEmail(facts: Pick<AccountFacts, 'emailStatus' | 'emailSource'>): boolean {
  return facts.emailStatus === 'verified' || (facts.emailStatus === 'pending' && facts.emailSource !== 'owner')
}

/** Who can give access back: oneself by e-mail, else the administrator, and for an administrator 1928 (guide 2.4). */
export function resetPath(facts: AccountFacts): ResetPath {
  if (canResetByEmail(facts)) return 'email'
  return facts.role === 'administrator' ? 'support' : 'administrator'
}

export type FirstAccessState =
  | 'completed'
  | 'email-to-confirm'
  | 'email-missing'
  | 'temporary-password'
  | 'never-entered'

/** How far the first access is, for the lamps of Gestione dati; `line.first_access` in SQL says the same. */
export function firstAccessState(
  facts: Pick<AccountFacts, 'credential' | 'gateOpenedAt' | 'emailStatus'>,
): FirstAccessState {
  if (facts.credential !== 'own') {
    return facts.credential !== 'temporary' && facts.gateOpenedAt === null ? 'never-entered' : 'temporary-password'
  }
  return ({ none: 'email-missing', pending: 'email-to-confirm', verified: 'completed' } as const)[facts.emailStatus]
}

/** A password without an end (`null`) never expires; at its last instant it is already old. */
export function hasExpired(facts: Pick<AccountFacts, 'credentialExpiresAt'>, now: Date): boolean {
  return facts.credentialExpiresAt !== null && now >= facts.credentialExpiresAt
}

function sharedPasswordOpens(role: AccountFacts['role'], shared: SharedPasswordOpenTo): boolean {
  return shared === 'everyone' || (shared === 'administrators' && role === 'administrator')
}

function emailStep(facts: AccountFacts): EmailReminder['step'] | undefined {
  return ({ none: 'add-email', pending: 'verify-email', verified: undefined } as const)[facts.emailStatus]
}

function reminderFor(step: EmailReminder['step'], facts: AccountFacts): EmailReminder {
  return {
    step,
    until: facts.emailLaterSince && addDays(facts.emailLaterSince, emailGrace.days),
    signInsLeft: emailGrace.signIns - facts.signInsWithoutEmail,
  }
}

function soon(expiresAt: Date | null, now: Date): Date | null {
  return expiresAt && expiresAt <= addDays(now, expiryBannerDays) ? expiresAt : null
}
