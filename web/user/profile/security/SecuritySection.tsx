import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../../design/Skeletons.tsx'
import { UnsavedGuard } from '../../../shell/UnsavedGuard.tsx'
import { CardError } from '../../CardError.tsx'
import { useProfile } from '../../my-profile.ts'
import type { Box } from './asked-box.ts'
import { EmailBox } from './EmailBox.tsx'
import { PasswordBox } from './PasswordBox.tsx'
import { PinBox } from './PinBox.tsx'

/** Sicurezza (guide figures 7, 11, 12): three boxes with a pencil, each confirmed by itself. */
export function SecuritySection() {
  const { t } = useTranslation('user')
  const { data: profile, error, refetch } = useProfile()
  const [dirty, setDirty] = useState<Partial<Record<Box, boolean>>>({})
  const onDirty = useCallback((box: Box, now: boolean) => {
    setDirty((before) => ((before[box] ?? false) === now ? before : { ...before, [box]: now }))
  }, [])
  return (
    <>
      <p className="sub">{t('security.lead')}</p>
      <div className="card" aria-busy={!profile && !error}>
        {!profile && !error && <SkeletonRows rows={3} height={71} />}
        {!profile && error && <CardError title={t('profile.error')} problem={error} onRetry={() => void refetch()} />}
        {profile && (
          <>
            <PasswordBox profile={profile} onDirty={onDirty} />
            <PinBox profile={profile} onDirty={onDirty} />
            <EmailBox profile={profile} onDirty={onDirty} />
          </>
        )}
      </div>
      <UnsavedGuard when={Object.values(dirty).some(Boolean)} />
    </>
  )
}
