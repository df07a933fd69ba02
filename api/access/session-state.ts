import type { z } from 'zod'
import type { sessionState } from '#contract/access.ts'
import { mayWaitForEmail } from '#domain/access/account.ts'
import { sessionEnds, steppedUpUntil } from '#domain/access/session.ts'
import type { Config } from '../config.ts'
import { minimumFor } from './password-policy.ts'
import { gateStepOf } from './session-rights.ts'
import type { LiveSession } from './sessions.ts'

export type SessionState = z.input<typeof sessionState>

/** What the browser may know of its session: the screens are computed from this. */
export function presentSession(
  session: LiveSession | undefined,
  now: Date,
  config: Config,
  resumable = false,
): SessionState {
  if (!session) return { state: 'anonymous', resumable }
  if (session.kind === 'second-factor') return { state: 'second-factor', methods: ['totp', 'passkey', 'recovery-code'] }
  const { line } = session
  const { idleEndsAt, endsAt } = sessionEnds(session)
  const passwordMinimum = minimumFor(config, { role: line.role, secondFactor: session.secondFactor })
  const step = gateStepOf(session, now)
  if (step) {
    const afterPassword = step !== 'view' && step !== 'change-password'
    return {
      state: 'gate',
      step,
      view: session.view,
      administrator: line.role === 'administrator',
      number: line.number,
      language: line.language,
      firstAccess: line.activatedAt === null,
      passwordMinimum,
      mayPostponeEmail: step === 'add-email' && line.role === 'user' && mayWaitForEmail(line, now),
      // Before the own password is set, whoever holds the shared secret must learn nothing (1.4.4).
      email: afterPassword ? line.email : null,
      endsAt: endsAt.toISOString(),
    }
  }
  return {
    state: 'full',
    remembered: session.kind === 'remembered',
    view: session.view ?? 'user',
    viewer: presentViewer(session),
    language: line.language,
    languages: [...session.company.languages],
    theme: line.theme,
    email: line.email,
    emailStatus: line.emailStatus,
    passwordMinimum,
    passwordExpiresAt: line.credentialExpiresAt?.toISOString() ?? null,
    idleEndsAt: idleEndsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    steppedUpUntil: steppedUpUntil(session, now, 'recent')?.toISOString() ?? null,
  }
}

export function presentViewer({ line, company }: LiveSession) {
  return {
    lineId: line.id,
    number: line.number,
    extension: line.extension,
    name: line.name,
    site: line.site,
    timeZone: line.timeZone,
    service: line.service,
    administrator: line.role === 'administrator',
    wholeCompany: line.role === 'administrator' && line.administratorSites === null,
    company: company.name,
  }
}
