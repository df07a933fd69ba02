import { useRef, useSyncExternalStore } from 'react'
import { stepUp } from '../../shell/step-up.ts'

/**
 * Whether the password is being asked for, or has just been given and the answer is on its way: meanwhile the
 * dialog that led to it steps aside, so that there is one dialog at a time.
 */
export function useStepUpUnderWay(busy: boolean): boolean {
  const asking = useSyncExternalStore(stepUp.subscribe, stepUp.asking)
  const asked = useRef(false)
  asked.current = busy && (asked.current || asking)
  return asked.current
}
