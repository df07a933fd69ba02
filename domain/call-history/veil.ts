import { addDays } from '../clock.ts'

/**
 * History veil (spec/security 1.4.7): whoever came in with the shared password does not see at once what was said and
 * called before. It lifts when the e-mail is proved and a day has passed in which the administrator could object.
 */
export function veiledBefore(
  line: { readonly activatedAt: Date | null; readonly emailStatus: 'none' | 'pending' | 'verified' },
  now: Date,
): Date | null {
  const { activatedAt, emailStatus } = line
  if (activatedAt === null) return null
  const objected = now < addDays(activatedAt, 1)
  return emailStatus === 'verified' && !objected ? null : activatedAt
}
