import { addDays } from '../clock.ts'

/**
 * History veil (spec/security 1.4.7): whoever came in with the shared password does not see at once what was said and
 * called before. It lifts when the e-mail is proved and a day has passed in which the administrator could object, or at
 * once when the administrator confirms the activation.
 */
export function veiledBefore(
  line: {
    readonly activatedAt: Date | null
    readonly activationConfirmedAt: Date | null
    readonly emailStatus: 'none' | 'pending' | 'verified'
  },
  now: Date,
): Date | null {
  const { activatedAt, activationConfirmedAt, emailStatus } = line
  if (activatedAt === null || activationConfirmedAt !== null) return null
  const objected = now < addDays(activatedAt, 1)
  return emailStatus === 'verified' && !objected ? null : activatedAt
}
