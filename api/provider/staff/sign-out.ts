import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import type { LiveStaff } from './staff-sessions.ts'

/** "Esci" of the provider's desk; a second click finds nothing left to do. */
export async function signOutStaff(house: House, caller: Caller, staff: LiveStaff | undefined): Promise<undefined> {
  if (staff)
    await house.cellar.asService(async (trx) => {
      await house.staffSessions.end(trx, caller, staff)
      await auditByStaff(trx, house.clock(), { staff, caller }, 'staff.sign-out')
    })
  caller.cookies.clear('staff')
  caller.cookies.clearSite()
  return undefined
}
