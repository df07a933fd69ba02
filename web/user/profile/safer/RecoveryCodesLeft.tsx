import { useTranslation } from 'react-i18next'
import type { Profile } from '../../my-profile.ts'

/** How many recovery codes have not been used; nothing to say while there is no second factor. */
export function RecoveryCodesLeft({ secondFactor }: { secondFactor: Profile['secondFactor'] }) {
  const { t } = useTranslation('user')
  const { totp, passkeys, recoveryCodesLeft } = secondFactor
  if (!totp && passkeys.length === 0) return null
  return (
    <div className="safer-factor">
      <div className="profile-words">
        <h3>{t('recovery.title')}</h3>
        <p>{t('recovery.text', { count: recoveryCodesLeft })}</p>
      </div>
    </div>
  )
}
