import { Button } from '@mantine/core'
import { IconCheck, IconDeviceLaptop, IconDeviceMobile, IconPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Answer, serverNow } from '../../../api.ts'
import { Pill } from '../../../design/Pill.tsx'
import { showRecent } from '../../../pbx/show-time.ts'
import { myZone } from '../../../shell/my-zone.ts'
import './DeviceRow.css'

export type Device = Answer<'GET /api/me/devices'>['devices'][number]

type Props = { device: Device; busy: boolean; onEnd: () => void }

/** One sign-in: which browser, from where, since when. One’s own ends with “Esci” in the user menu. */
export function DeviceRow({ device, busy, onEnd }: Props) {
  const { t } = useTranslation('user')
  const { t: inWords } = useTranslation('activity')
  const { label, ip, current, remembered, signedInAt, lastSeenAt } = device
  const Icon = /Android|iOS/.test(label) ? IconDeviceMobile : IconDeviceLaptop
  const since = showRecent(signedInAt, serverNow(), inWords, myZone())
  const seen = showRecent(lastSeenAt, serverNow(), inWords, myZone())
  return (
    <li className="profile-row device">
      <Icon size={22} stroke={1.7} aria-hidden="true" />
      <span className="profile-words">
        <b>{label}</b>
        <span>
          {t('devices.from', { ip })} · {t('devices.since', { when: since })}
        </span>
        <span>{t('devices.seen', { when: seen })}</span>
      </span>
      {current && (
        <Pill tone="ok" icon={<IconCheck size={14} stroke={1.9} aria-hidden="true" />}>
          {t('devices.current')}
        </Pill>
      )}
      {remembered && (
        <Pill icon={<IconPin size={14} stroke={1.9} aria-hidden="true" />}>{t('devices.remembered')}</Pill>
      )}
      {!current && (
        <Button
          variant="default"
          disabled={busy}
          aria-label={t('devices.endOf', { device: label, when: seen })}
          onClick={onEnd}
        >
          {t('devices.end')}
        </Button>
      )}
    </li>
  )
}
