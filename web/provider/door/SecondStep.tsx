import { api } from '../../api.ts'
import { SecondFactorForm } from '../../front-door/SecondFactorForm.tsx'
import { acceptStaffSession, signOutStaff } from '../staff-session.ts'

/** The second step of a staff sign-in; which factors were set up is not told before it. */
export default function SecondStep() {
  return (
    <SecondFactorForm
      factors={['totp', 'passkey', 'recovery-code']}
      onCode={async (code) =>
        acceptStaffSession((await api('POST /api/provider/session/second-factor', { body: { code } })).session)
      }
      challenge={() => api('POST /api/provider/session/passkey-options')}
      onPasskey={async (response) =>
        acceptStaffSession((await api('POST /api/provider/session/passkey', { body: { response } })).session)
      }
      onRestart={() => void signOutStaff()}
    />
  )
}
