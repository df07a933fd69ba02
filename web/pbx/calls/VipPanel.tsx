import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallerList, type Listed } from './CallerList.tsx'
import { RulePanel } from './RuleDrawer.tsx'
import { useCallsHere } from './useCalls.ts'

/** “Persone VIP”: they get through do not disturb, with their own ring. */
export default function VipPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call-handling')
  const { settings } = useCallsHere()
  const [callers, setCallers] = useState<readonly Listed[]>(settings.vip)
  return (
    <RulePanel rule="vip" changed={callers !== settings.vip} changes={() => ({ vip: callers })} onClose={onClose}>
      <CallerList label={t('panel.vip.callers')} value={callers} onChange={setCallers} />
    </RulePanel>
  )
}
