import { addDays } from '../clock.ts'
import { type AccountFacts, admission, canResetByEmail, hasExpired, mayWaitForEmail } from './account.ts'
import { temporaryPasswordExpiry } from './temporary-password.ts'

/*
 * The life of an account (spec/security 2.2). Boxes are the named states of `account.ts`; a state without its own
 * arrow leaves by those of `any live`. Time alone leads to the expired states.
 *
 *   provisioned
 *        │ pbx-activated
 *        ▼
 *     shared ──365 d──► shared-expired          temporary ──7 d / 72 h──► temporary-expired
 *        │ change-password                          │ change-password
 *        └───────────────────────┬──────────────────┘
 *              no e-mail         │ e-mail given        e-mail verified
 *             ┌──────────────────┼──────────────────────────┐
 *             ▼                  ▼                          ▼
 *       email-missing ──► email-pending ──verify-email──► active ⟲ change-email, change-password
 *             │  add-email,      │                          │
 *             │  admin-set-email │                          │
 *             └───────── own password 365 d ────────────────┴──► expired
 *
 *   any live, also expired:
 *     reset-complete (address verified, or given by somebody else) ──► active
 *     admin-set-temporary, reopen (users) · support-restore (administrators) ──► temporary
 *     undo-email (within 7 days of the change) ──► the old address, and the password is over at once
 *     disable ──► disabled ──enable──► as before
 *     close ──► closed, for ever
 */

/** What happens to an account. Whether the person may cause it (session, step-up, tenant) is asked before. */
export type AccountEvent = { readonly at: Date } & (
  | { readonly kind: 'pbx-activated' }
  /** A temporary password was right: the gate session begins. */
  | { readonly kind: 'gate-opened' }
  /** An own password (or remembered computer) was right: counts towards the end of "Più tardi". */
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'change-password' }
  | { readonly kind: 'add-email' }
  | { readonly kind: 'postpone-email' }
  /** `code` is typed in the session that asked for it; `link` comes with the phone number and needs no session. */
  | { readonly kind: 'verify-email'; readonly by: 'code' | 'link' }
  | { readonly kind: 'change-email'; readonly address: string }
  | { readonly kind: 'undo-email'; readonly changedAt: Date }
  | { readonly kind: 'reset-complete' }
  | { readonly kind: 'admin-set-temporary'; readonly oneself: boolean }
  | { readonly kind: 'admin-set-email' }
  /** "Riporta a primo accesso", "Riassegna linea": another person will hold this line. */
  | {
      readonly kind: 'reopen'
      readonly oneself: boolean /** The line is free: nobody gets in. */
      readonly toNobody?: true
    }
  | { readonly kind: 'support-restore'; readonly requestedBy: string; readonly approvedBy: string }
  | { readonly kind: 'grant-administrator' }
  | { readonly kind: 'revoke-administrator'; readonly lastAdministrator: boolean }
  | { readonly kind: 'disable'; readonly lastAdministrator: boolean }
  | { readonly kind: 'enable' }
  | { readonly kind: 'close' }
)

export type AccountRefusal =
  | 'closed'
  | 'not-provisioned'
  | 'not-live'
  | 'not-disabled'
  | 'no-temporary-password'
  | 'expired'
  | 'password-first'
  | 'email-first'
  | 'email-required'
  | 'email-already-verified'
  | 'email-not-verified'
  | 'nothing-to-verify'
  | 'too-late'
  | 'no-address-for-reset'
  | 'oneself'
  | 'target-is-administrator'
  | 'target-is-user'
  | 'same-agent'
  | 'last-administrator'

export type Refused = { readonly refused: AccountRefusal }

/** An own password lasts this many days; null where the contract switched expiry off (D-3). */
export type AccountRules = { readonly ownExpiryDays: number | null }
const usualRules: AccountRules = { ownExpiryDays: 365 }
/** How long the old address may take a change back. */
export const undoEmailDays = 7

/** The one gate through which every change of an account passes: the facts afterwards, or why not. */
export function transition(facts: AccountFacts, event: AccountEvent, rules = usualRules): AccountFacts | Refused {
  if (facts.account === 'closed') return { refused: 'closed' }
  switch (event.kind) {
    case 'close':
      return { ...facts, ...noCredential, account: 'closed', emailNext: null }
    case 'enable':
      return facts.account === 'disabled' ? { ...facts, account: 'live' } : { refused: 'not-disabled' }
    case 'pbx-activated':
      if (facts.account !== 'provisioned') return { refused: 'not-provisioned' }
      return {
        ...facts,
        account: 'live',
        credential: 'shared',
        credentialExpiresAt: temporaryPasswordExpiry('activation', event.at),
      }
    default:
      return facts.account === 'live' ? ofLiveAccount(facts, event, rules) : { refused: 'not-live' }
  }
}

type LiveEvent = Exclude<AccountEvent, { kind: 'close' | 'enable' | 'pbx-activated' }>

function ofLiveAccount(facts: AccountFacts, event: LiveEvent, rules: AccountRules): AccountFacts | Refused {
  switch (event.kind) {
    case 'gate-opened':
      if (facts.credential === 'own' || facts.credential === 'none') return { refused: 'no-temporary-password' }
      if (hasExpired(facts, event.at)) return { refused: 'expired' }
      return { ...facts, gateOpenedAt: facts.gateOpenedAt ?? event.at }
    case 'signed-in':
      return withOwnPassword(facts, event.at, () => signInCounted(facts, event.at))
    case 'change-password':
      return passwordChanged(facts, event.at, rules)
    case 'add-email':
      return withOwnPassword(facts, event.at, () =>
        facts.emailStatus === 'verified'
          ? { refused: 'email-already-verified' }
          : { ...facts, emailStatus: 'pending', emailSource: 'owner' },
      )
    case 'postpone-email':
      return withOwnPassword(facts, event.at, () => {
        if (facts.emailStatus === 'verified') return { refused: 'email-already-verified' }
        if (facts.role === 'administrator' || !mayWaitForEmail(facts, event.at)) return { refused: 'email-required' }
        return { ...facts, emailLaterSince: facts.emailLaterSince ?? event.at }
      })
    case 'verify-email':
      return event.by === 'link' ? verified(facts) : withOwnPassword(facts, event.at, () => verified(facts))
    case 'change-email':
      return withOwnPassword(facts, event.at, () =>
        facts.emailStatus === 'verified' ? { ...facts, emailNext: event.address } : { refused: 'email-not-verified' },
      )
    case 'undo-email':
      return changeUndone(facts, event)
    case 'reset-complete':
      if (!canResetByEmail(facts)) return { refused: 'no-address-for-reset' }
      // The token came to that mailbox, so the address is proved as well.
      return { ...facts, ...ownPassword(event.at, rules), ...verifiedEmail, emailNext: null }
    case 'admin-set-temporary':
      return ofAnotherUser(facts, event.oneself, { ...facts, ...temporary('administrator', event.at) })
    case 'admin-set-email':
      if (facts.role === 'administrator') return { refused: 'target-is-administrator' }
      if (facts.emailStatus === 'verified') return { refused: 'email-already-verified' }
      return { ...facts, emailStatus: 'pending', emailSource: 'administrator' }
    case 'reopen':
      return ofAnotherUser(facts, event.oneself, {
        ...facts,
        ...temporary('administrator', event.at),
        ...noEmail,
        gateOpenedAt: null,
        ...(event.toNobody ? noCredential : {}),
      })
    case 'support-restore':
      if (facts.role !== 'administrator') return { refused: 'target-is-user' }
      if (event.requestedBy === event.approvedBy) return { refused: 'same-agent' }
      return {
        ...facts,
        ...temporary('support', event.at),
        ...(facts.emailStatus === 'verified' ? {} : { emailStatus: 'pending', emailSource: 'support' }),
      }
    case 'grant-administrator':
      return { ...facts, role: 'administrator' }
    case 'revoke-administrator':
      if (facts.role !== 'administrator') return { refused: 'target-is-user' }
      return event.lastAdministrator ? { refused: 'last-administrator' } : { ...facts, role: 'user' }
    case 'disable':
      if (facts.role === 'administrator' && event.lastAdministrator) return { refused: 'last-administrator' }
      return { ...facts, account: 'disabled', emailNext: null }
  }
}

const noCredential = { credential: 'none', credentialExpiresAt: null } as const
const noEmail = {
  emailStatus: 'none',
  emailSource: null,
  emailNext: null,
  emailLaterSince: null,
  signInsWithoutEmail: 0,
} as const
const verifiedEmail = {
  emailStatus: 'verified',
  emailSource: 'owner',
  emailLaterSince: null,
  signInsWithoutEmail: 0,
} as const

/** Guards what only the holder of a valid own password may do, also while the e-mail gate is closed. */
function withOwnPassword(facts: AccountFacts, at: Date, change: () => AccountFacts | Refused): AccountFacts | Refused {
  if (facts.credential !== 'own') return { refused: 'password-first' }
  return hasExpired(facts, at) ? { refused: 'expired' } : change()
}

/** From the gate it ends the temporary password for ever; from a full session it renews the own one. */
function passwordChanged(facts: AccountFacts, at: Date, rules: AccountRules): AccountFacts | Refused {
  const admitted = admission(facts, at)
  if (admitted.kind === 'refused') return { refused: 'no-temporary-password' }
  if (admitted.kind === 'expired') return { refused: 'expired' }
  if (admitted.kind === 'gate' && admitted.step !== 'change-password') return { refused: 'email-first' }
  const changed = { ...facts, ...ownPassword(at, rules), emailNext: null }
  // The first session with an own password follows from the gate without another sign-in.
  return admitted.kind === 'gate' ? signInCounted(changed, at) : changed
}

function signInCounted(facts: AccountFacts, at: Date): AccountFacts {
  if (facts.emailStatus === 'verified') return facts
  return {
    ...facts,
    emailLaterSince: facts.emailLaterSince ?? at,
    signInsWithoutEmail: facts.signInsWithoutEmail + 1,
  }
}

function verified(facts: AccountFacts): AccountFacts | Refused {
  if (facts.emailStatus === 'none') return { refused: 'nothing-to-verify' }
  if (facts.emailStatus === 'verified' && facts.emailNext === null) return { refused: 'nothing-to-verify' }
  return { ...facts, ...verifiedEmail, emailNext: null }
}

/** The old address comes back, and whoever made the change no longer gets in: only a reset opens the line (E06). */
function changeUndone(facts: AccountFacts, event: { at: Date; changedAt: Date }): AccountFacts | Refused {
  if (facts.emailStatus !== 'verified') return { refused: 'email-not-verified' }
  if (event.at >= addDays(event.changedAt, undoEmailDays)) return { refused: 'too-late' }
  const over = hasExpired(facts, event.at) ? facts.credentialExpiresAt : event.at
  return { ...facts, emailNext: null, credentialExpiresAt: over }
}

function ofAnotherUser(facts: AccountFacts, oneself: boolean, changed: AccountFacts): AccountFacts | Refused {
  if (oneself) return { refused: 'oneself' }
  return facts.role === 'administrator' ? { refused: 'target-is-administrator' } : changed
}

function ownPassword(at: Date, rules: AccountRules): Pick<AccountFacts, 'credential' | 'credentialExpiresAt'> {
  return {
    credential: 'own',
    credentialExpiresAt: rules.ownExpiryDays === null ? null : addDays(at, rules.ownExpiryDays),
  }
}

/** Somebody else sets it, so a change of address under way is dropped with every session (effect R*). */
function temporary(by: 'administrator' | 'support', at: Date) {
  return { credential: 'temporary', credentialExpiresAt: temporaryPasswordExpiry(by, at), emailNext: null } as const
}
