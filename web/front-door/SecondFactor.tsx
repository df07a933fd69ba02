import { api } from '../api.ts'
import { acceptSession, type Session, signOut } from '../shell/session.ts'
import { SecondFactorForm } from './SecondFactorForm.tsx'

type Waiting = Extract<Session, { state: 'second-factor' }>

/** The second step of a line's sign-in, with the factors that were set up for it. */
export default function SecondFactor({ session }: { session: Waiting }) {
  return (
    <SecondFactorForm
      factors={session.methods}
      onCode={async (code) => acceptSession((await api('POST /api/session/second-factor', { body: { code } })).session)}
      challenge={() => api('POST /api/session/passkey-options')}
      onPasskey={async (response) =>
        acceptSession((await api('POST /api/session/passkey', { body: { response } })).session)
      }
      onRestart={() => void signOut()}
    />
  )
}
