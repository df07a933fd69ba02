import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { CallSettings } from '../../pbx/calls/CallSettings.tsx'
import { LoadedCalls } from '../../pbx/calls/LoadedCalls.tsx'
import { ownCalls } from '../../pbx/calls/line-calls.ts'

/** “Impostazioni di chiamata” of one’s own line (guide figure 10). */
export function CallsSection() {
  const { t } = useTranslation('call-settings')
  return (
    <>
      <p className="sub">{t('lead')}</p>
      <LoadedCalls
        api={ownCalls}
        theirs={null}
        skeleton={
          <div className="card" aria-busy="true">
            <SkeletonRows rows={11} height={61} />
          </div>
        }
      >
        <CallSettings />
      </LoadedCalls>
    </>
  )
}
