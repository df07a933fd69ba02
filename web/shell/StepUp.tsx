import { useSyncExternalStore } from 'react'
import { StepUpDialog } from './dialogs.ts'
import { stepUp } from './step-up.ts'

/** Watches for `delicate` actions that want the password. */
export function StepUp() {
  const asking = useSyncExternalStore(stepUp.subscribe, stepUp.asking)
  return asking ? <StepUpDialog /> : null
}
