import { useSyncExternalStore } from 'react'
import { EmailCodeDialog } from '../shell/dialogs.ts'
import { useFullSession } from '../shell/useSession.ts'
import { codeOffer } from './code-offer.ts'

/** A code was mailed a moment ago, at the last step of the first access: here it can be written down at once. */
export function EmailCodeOffer() {
  const { email, emailStatus } = useFullSession()
  const offered = useSyncExternalStore(codeOffer.subscribe, codeOffer.isOpen)
  if (!offered || emailStatus !== 'pending' || !email) return null
  return <EmailCodeDialog address={email} onClose={codeOffer.close} />
}
