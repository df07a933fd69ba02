import type { AccountFacts } from '#domain/access/account.ts'
import type { Account } from './account.sql.ts'

/** A row as the rules of `domain/access/account.ts` read it. */
export function accountFacts(row: Account): AccountFacts {
  return {
    role: row.role,
    account: row.company_closed_at ? 'closed' : row.account,
    credential: row.credential,
    credentialExpiresAt: row.credential_expires_at,
    gateOpenedAt: row.gate_opened_at,
    emailStatus: row.email_status,
    emailSource: row.email_source,
    emailNext: row.email_next,
    emailLaterSince: row.email_later_since,
    signInsWithoutEmail: row.sign_ins_without_email,
  }
}

/**
 * The administrator has closed the first access, at once or from a day on (spec/security 1.4.11), or lets users in by
 * personal invitation only (1.4.10).
 */
export const isSharedClosed = (
  {
    shared_closed_at,
    invitations_only,
    role,
  }: Pick<Account, 'shared_closed_at' | 'invitations_only'> & { readonly role: string },
  now: Date,
): boolean => (shared_closed_at !== null && now >= shared_closed_at) || (invitations_only && role !== 'administrator')

/** The facts once a sign-in with an own password is counted against the e-mail's grace (decision 2). */
export function afterCountedSignIn(facts: AccountFacts, now: Date): AccountFacts {
  if (facts.credential !== 'own' || facts.emailStatus === 'verified') return facts
  return { ...facts, signInsWithoutEmail: facts.signInsWithoutEmail + 1, emailLaterSince: facts.emailLaterSince ?? now }
}
