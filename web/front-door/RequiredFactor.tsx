import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { type GateSession, readSession, signOut } from '../shell/session.ts'
import { showNumber } from '../shell/show-number.ts'
import { SetUpFactor } from './SetUpFactor.tsx'

/** The contract asks administrators for a second factor (spec/security 3.5): it comes before the portal. */
export default function RequiredFactor({ session }: { session: GateSession }) {
  const { t } = useTranslation('access')
  return (
    <SetUpFactor
      lead={t('factor.lead')}
      onSignOut={() => void signOut()}
      calls={{
        who: showNumber(session.number),
        beginTotp: () => api('POST /api/me/totp/begin'),
        confirmTotp: async (code) => (await api('POST /api/me/totp/confirm', { body: { code } })).recoveryCodes,
        beginPasskey: () => api('POST /api/me/passkeys/options'),
        addPasskey: async (body) => (await api('POST /api/me/passkeys', { body })).recoveryCodes,
        refresh: readSession,
      }}
    />
  )
}
