import { DoorFrame } from './DoorFrame.tsx'
import { useMailedToken } from './mailed-token.ts'
import { ResetPassword } from './ResetPassword.tsx'
import { ResetRequest } from './ResetRequest.tsx'

/** “Reset Password”: with a mailed link the new password, without one the request for it (guide 2.4). */
export default function ResetPage() {
  const { token, drop } = useMailedToken()
  return <DoorFrame>{token ? <ResetPassword token={token} onAskAgain={drop} /> : <ResetRequest />}</DoorFrame>
}
