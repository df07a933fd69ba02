import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../../api.ts'
import { SkeletonRows } from '../../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../../design/toast.ts'
import { useApi } from '../../../shell/queries.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import { CardError } from '../../CardError.tsx'
import { refreshProfile } from '../../my-profile.ts'
import { type Device, DeviceRow } from './DeviceRow.tsx'

/** Where one is signed in, and which computers are remembered; this one first. */
export function DevicesSection() {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { data, error, refetch } = useApi('GET /api/me/devices')
  const { busy, submit } = useSubmit()
  const devices = [...(data?.devices ?? [])].sort((a, b) => Number(b.current) - Number(a.current))

  /** Ends something, says so, and leaves the focus on the heading: the button that was pressed goes away. */
  function end(send: () => Promise<unknown>, done: string): void {
    void submit(async () => {
      try {
        await delicate(send)
        toastDone(done)
      } catch (problem) {
        if (!isDeclined(problem)) toastError(say(asProblem(problem)))
        return
      } finally {
        await refreshProfile()
      }
      document.getElementById('collegati-title')?.focus()
    })
  }
  const endOne = ({ id }: Device) =>
    end(() => api('DELETE /api/me/devices/:id', { params: { id } }), t('devices.ended'))

  return (
    <>
      <p className="sub">{t('devices.lead')}</p>
      <div className="card" aria-busy={!data && !error}>
        {!data && !error && <SkeletonRows rows={2} height={70} />}
        {!data && error && <CardError title={t('devices.error')} problem={error} onRetry={() => void refetch()} />}
        <ul>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} busy={busy} onEnd={() => endOne(device)} />
          ))}
        </ul>
        {devices.length > 1 && (
          <div className="profile-row profile-more">
            <Button
              variant="default"
              loading={busy}
              onClick={() => end(() => api('POST /api/me/devices/end-others'), t('devices.endedOthers'))}
            >
              {t('devices.endOthers')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

/** The password was asked for and not given: nothing happened, and the person knows. */
function isDeclined(error: unknown): boolean {
  const { code } = asProblem(error)
  return code === 'step-up' || code === 'session.remembered'
}
