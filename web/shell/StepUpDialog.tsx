import { api } from '../api.ts'
import { KnownNumber } from '../front-door/KnownNumber.tsx'
import { StepUpForm } from './StepUpForm.tsx'
import { acceptSession } from './session.ts'
import { useFullSession } from './useSession.ts'

/** Asks whoever is signed in to a line for the password. */
export default function StepUpDialog() {
  const { viewer } = useFullSession()
  return (
    <StepUpForm
      who={<KnownNumber number={viewer.number} />}
      onGive={async (password) =>
        acceptSession((await api('POST /api/session/step-up', { body: { password } })).session)
      }
    />
  )
}
