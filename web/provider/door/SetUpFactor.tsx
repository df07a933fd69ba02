import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { SetUpFactor } from '../../front-door/SetUpFactor.tsx'
import { acceptStaffSession, type StaffSession, signOutStaff } from '../staff-session.ts'

/** Nobody works at the desk with a password alone: an authenticator app or a passkey, at the first sign-in. */
export default function SetUpStaffFactor() {
  const { t } = useTranslation('desk')
  const next = useRef<StaffSession | null>(null)

  /** The desk opens only once the recovery codes have been read. */
  function keep(answer: { recoveryCodes: string[]; session: StaffSession }): readonly string[] {
    next.current = answer.session
    return answer.recoveryCodes
  }

  return (
    <SetUpFactor
      lead={t('factor.lead')}
      onSignOut={() => void signOutStaff()}
      calls={{
        who: t('pill'),
        beginTotp: () => api('POST /api/provider/me/totp/begin'),
        confirmTotp: async (code) => keep(await api('POST /api/provider/me/totp/confirm', { body: { code } })),
        beginPasskey: () => api('POST /api/provider/me/passkeys/options'),
        addPasskey: async (body) => keep(await api('POST /api/provider/me/passkeys', { body })),
        refresh: async () => {
          if (next.current) acceptStaffSession(next.current)
        },
      }}
    />
  )
}
