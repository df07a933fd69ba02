import type { FirstAccessState } from '#database/tables.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { addDays } from '#domain/clock.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { countNewActivations } from './activations.sql.ts'
import { countMissing, findSecret, findUnreachable } from './cockpit.sql.ts'
import { latestJobs } from './jobs.ts'

const shownUnreachable = 100
/** So long after the company began, what nobody has touched is better closed (spec/security 1.4.11). */
const closeAfterDays = 30

/** All that the cockpit shows at once (spec/product 7.2.5). */
export async function readCockpit(house: House, session: LiveSession) {
  const { companyId } = session.line
  const now = house.clock()
  const sms = house.outbox.reaches('sms')
  const read = await house.cellar.asService(
    async (trx) => ({
      states: await countMissing(trx, companyId, { now, sms }),
      unreachable: await findUnreachable(trx, companyId, { sms, limit: shownUnreachable }),
      secret: await findSecret(trx, companyId),
      newActivations: await countNewActivations(trx, companyId, addDays(now, -1)),
    }),
    { readOnly: true },
  )
  const sum = (
    of: 'lines' | 'missing' | 'byEmail' | 'bySms' | 'remindedToday' | 'invited' | 'unreachable' | 'shared',
  ) => read.states.reduce((total, row) => total + row[of], 0)
  const counts = { ...none, ...Object.fromEntries(read.states.map(({ state, lines }) => [state, lines])) }
  return {
    total: sum('lines'),
    counts,
    missing: sum('missing'),
    reminder: {
      byEmail: sum('byEmail'),
      bySms: sum('bySms'),
      remindedToday: sum('remindedToday'),
      invited: sum('invited'),
      unreachable: sum('unreachable'),
      unreachableLines: read.unreachable,
    },
    shared: presentShared(read.secret, sum('shared'), session.company.activatedAt, now),
    newActivations: read.newActivations,
    jobs: await latestJobs(house, session),
  }
}

const none: Record<FirstAccessState, number> = {
  completed: 0,
  'email-to-confirm': 0,
  'email-missing': 0,
  'temporary-password': 0,
  'never-entered': 0,
}

function presentShared(secret: Awaited<ReturnType<typeof findSecret>>, lines: number, activatedAt: Date, now: Date) {
  const closedAt = secret?.closed_at ?? null
  const open = secret !== undefined && (closedAt === null || closedAt > now)
  return {
    state: open ? ('open' as const) : ('closed' as const),
    openUntil: open && closedAt ? closedAt.toISOString() : null,
    setAt: (secret?.created_at ?? activatedAt).toISOString(),
    expiresAt: temporaryPasswordExpiry('activation', activatedAt).toISOString(),
    lines,
    approve: secret?.approve_since != null,
    invitationsOnly: secret?.invitations_only ?? false,
    closeSuggested: open && closedAt === null && lines > 0 && now >= addDays(activatedAt, closeAfterDays),
  }
}
