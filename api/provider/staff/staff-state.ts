import type { z } from 'zod'
import type { staffSessionState } from '#contract/staff.ts'
import { minimumFor } from '../../access/password-policy.ts'
import type { Config } from '../../config.ts'
import type { LiveStaff } from './staff-sessions.ts'

export type StaffState = z.input<typeof staffSessionState>

/** Staff keep the administrators' length whatever second factor they have: 15 characters (spec/security 3.1). */
export const staffPasswordMinimum = (config: Config): number =>
  minimumFor(config, { role: 'administrator', secondFactor: false })

/** What the browser may know of a staff session. */
export function presentStaffSession(staff: LiveStaff | undefined, config: Config): StaffState {
  if (!staff) return { state: 'anonymous' }
  const passwordMinimum = staffPasswordMinimum(config)
  if (staff.step === 'second-factor') return { state: 'second-factor' }
  if (staff.step) return { state: 'gate', step: staff.step, passwordMinimum, endsAt: staff.idleEndsAt.toISOString() }
  return {
    state: 'full',
    staff: { id: staff.id, name: staff.name, email: staff.email, role: staff.role },
    language: staff.language,
    theme: staff.theme,
    passwordMinimum,
    idleEndsAt: staff.idleEndsAt.toISOString(),
    endsAt: staff.endsAt.toISOString(),
    steppedUpUntil: staff.steppedUpUntil?.toISOString() ?? null,
  }
}
