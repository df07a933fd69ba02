import type { staffRoutes } from '#contract/staff.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import { listStaff } from './people.ts'
import { signOutStaff } from './sign-out.ts'
import type { LiveStaff } from './staff-sessions.ts'
import { presentStaffSession } from './staff-state.ts'

/** The room's table of contents. */
export function staffHandlers(house: House): Handlers<typeof staffRoutes> {
  const state = (staff: LiveStaff | undefined) => presentStaffSession(staff, house.config)
  return {
    'GET /api/provider/session': async ({ staff }) => state(staff),
    'POST /api/provider/session/end': ({ caller, staff }) => signOutStaff(house, caller, staff),
    'POST /api/provider/session/extend': async ({ staff }) => ({ session: state(staff) }),
    'GET /api/provider/staff': () => listStaff(house),
  }
}
