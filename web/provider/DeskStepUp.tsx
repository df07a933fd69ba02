import { useSyncExternalStore } from 'react'
import { api } from '../api.ts'
import { KnownName } from '../front-door/KnownNumber.tsx'
import { StepUpForm } from '../shell/StepUpForm.tsx'
import { stepUp } from '../shell/step-up.ts'
import { acceptStaffSession } from './staff-session.ts'
import { useStaff } from './useStaffSession.ts'

/** Watches for `delicate` actions that want the password of whoever is at the desk. */
export function DeskStepUp() {
  const asking = useSyncExternalStore(stepUp.subscribe, stepUp.asking)
  const { email } = useStaff()
  if (!asking) return null
  return (
    <StepUpForm
      who={<KnownName name={email} />}
      onGive={async (password) =>
        acceptStaffSession((await api('POST /api/provider/session/step-up', { body: { password } })).session)
      }
    />
  )
}
