import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../../design/Skeletons.tsx'
import { CardError } from '../../CardError.tsx'
import { useProfile } from '../../my-profile.ts'
import { useAskedBox } from '../security/asked-box.ts'
import { Authenticator } from './Authenticator.tsx'
import { useOwnFactors } from './factor-calls.ts'
import { Passkeys } from './Passkeys.tsx'
import { RecoveryCodesLeft } from './RecoveryCodesLeft.tsx'
import './SaferSection.css'

/** Passkeys and authenticator app (spec/security 3.5), for whoever wants them and has a confirmed e-mail. */
export function SaferSection() {
  const { t } = useTranslation('user')
  const { data: profile, error, refetch } = useProfile()
  const calls = useOwnFactors()
  const mayAdd = profile?.email.status === 'verified'
  return (
    <>
      <p className="sub">{t('safer.lead')}</p>
      <div className="card" aria-busy={!profile && !error}>
        {!profile && !error && <SkeletonRows rows={2} height={72} />}
        {!profile && error && <CardError title={t('profile.error')} problem={error} onRetry={() => void refetch()} />}
        {profile && !mayAdd && <NeedsEmail />}
        {profile && (
          <>
            <Passkeys passkeys={profile.secondFactor.passkeys} mayAdd={mayAdd} calls={calls} />
            <Authenticator on={profile.secondFactor.totp} mayAdd={mayAdd} calls={calls} />
            <RecoveryCodesLeft secondFactor={profile.secondFactor} />
          </>
        )}
      </div>
    </>
  )
}

/** Why nothing can be added yet, and the way there. */
function NeedsEmail() {
  const { t } = useTranslation('user')
  const { ask } = useAskedBox()
  return (
    <div className="profile-row safer-email">
      <div className="profile-words">
        <b>{t('safer.needsEmail')}</b>
        <span>{t('safer.needsEmailText')}</span>
      </div>
      <Button variant="default" onClick={() => ask('email')}>
        {t('safer.toEmail')}
      </Button>
    </div>
  )
}
