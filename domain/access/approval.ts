/**
 * "Approva ogni attivazione" (spec/security 1.4.13): a user who activates a line waits for an administrator. Whoever was
 * in before the company asked for it stays in, and administrators do not wait: nobody could let the first one in.
 */
export const waitsForApproval = (
  line: {
    readonly role: 'user' | 'administrator'
    readonly activatedAt: Date | null
    readonly activationConfirmedAt: Date | null
  },
  approveSince: Date | null,
): boolean =>
  approveSince !== null &&
  line.role === 'user' &&
  line.activatedAt !== null &&
  line.activatedAt >= approveSince &&
  line.activationConfirmedAt === null
