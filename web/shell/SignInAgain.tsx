import { useEffect, useState } from 'react'
import { onSessionEnd } from '../api.ts'
import { SignInAgainDialog } from './dialogs.ts'

/** Watches for the end of the session while a page is open. */
export function SignInAgain() {
  const [ended, setEnded] = useState(false)
  useEffect(() => onSessionEnd(() => setEnded(true)), [])
  return ended ? <SignInAgainDialog onResumed={() => setEnded(false)} /> : null
}
