import { lazy } from 'react'
import { api } from '../api.ts'
import { useIdleLeft } from '../shell/IdleWarning.tsx'
import { acceptStaffSession, askStaffIdleEnd, signOutStaff } from './staff-session.ts'
import { useFullStaffSession } from './useStaffSession.ts'

const IdleDialog = lazy(() => import('../shell/IdleDialog.tsx'))

/** Two minutes before the session ends by itself: stay with one key, or leave (spec/security 4.1). */
export function DeskIdle() {
  const { idleEndsAt } = useFullStaffSession()
  const left = useIdleLeft(Date.parse(idleEndsAt), askStaffIdleEnd)
  return left === null ? null : <IdleDialog left={left} onStay={extend} onLeave={() => void signOutStaff()} />
}

async function extend(): Promise<void> {
  acceptStaffSession((await api('POST /api/provider/session/extend')).session)
}
