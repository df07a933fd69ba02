import { Button } from '@mantine/core'
import { IconDeviceLandlinePhone, IconDeviceMobile, IconPlus } from '@tabler/icons-react'
import { Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, serverNow } from '../../../api.ts'
import { SkeletonRows } from '../../../design/Skeletons.tsx'
import { AddPhoneDialog } from '../../../pbx/phones/AddPhoneDialog.tsx'
import { PhoneMenu } from '../../../pbx/phones/PhoneMenu.tsx'
import { PhoneState } from '../../../pbx/phones/PhoneState.tsx'
import { type NewSecret, ownPhones } from '../../../pbx/phones/phone.ts'
import SecretDialog from '../../../pbx/phones/SecretDialog.tsx'
import { usePhoneActions } from '../../../pbx/phones/usePhoneActions.tsx'
import { showRecent } from '../../../pbx/show-time.ts'
import { myZone } from '../../../shell/my-zone.ts'
import { useApi } from '../../../shell/queries.ts'
import { CardError } from '../../CardError.tsx'
import './PhonesSection.css'

type Own = Answer<'GET /api/me/phones'>

/** “Dispositivi” (S73): one’s own phones and apps, whether they are connected, and what may be done with them. */
export function PhonesSection() {
  const { t } = useTranslation(['phones', 'user'])
  const { data, error, refetch } = useApi('GET /api/me/phones')
  const [act, dialog] = usePhoneActions(ownPhones)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewSecret | null>(null)
  return (
    <>
      <p className="sub">{t('lead')}</p>
      <div className="card" aria-busy={!data && !error}>
        {!data && !error && <SkeletonRows rows={2} height={70} />}
        {!data && error && <CardError title={t('error')} problem={error} onRetry={() => void refetch()} />}
        {data && (
          <ul>
            {data.phones.map((phone) => (
              <li key={phone.id} className="profile-row phone">
                <PhoneFacts phone={phone} />
                <PhoneState state={phone.state} />
                <PhoneMenu phone={phone} onAction={(action) => act(phone, action)} />
              </li>
            ))}
            {data.phones.length === 0 && (
              <li className="profile-note">
                <b>{t('none')}</b>
                <p>{t('noneText')}</p>
              </li>
            )}
          </ul>
        )}
        {data && <Adding own={data} onAdd={() => setAdding(true)} />}
      </div>
      <Suspense fallback={null}>
        {adding && (
          <AddPhoneDialog
            send={(body) => api('POST /api/me/phones', { body })}
            onMade={(secret) => {
              setAdding(false)
              setMade(secret)
            }}
            onClose={() => setAdding(false)}
          />
        )}
        {made && <SecretDialog made={made} onClose={() => setMade(null)} />}
        {dialog}
      </Suspense>
    </>
  )
}

function PhoneFacts({ phone }: { phone: Own['phones'][number] }) {
  const { t } = useTranslation('phones')
  const { t: inWords } = useTranslation('activity')
  const { kind, name, since, lastContactAt, software, sipUser, mac, address, addedAt } = phone
  const Icon = kind === 'desk' ? IconDeviceLandlinePhone : IconDeviceMobile
  const recent = (instant: string) => showRecent(instant, serverNow(), inWords, myZone())
  const when = since
    ? t('since', { when: recent(since) })
    : lastContactAt
      ? t('lastContact', { when: recent(lastContactAt) })
      : t('added', { when: recent(addedAt) })
  return (
    <>
      <Icon size={22} stroke={1.7} aria-hidden="true" />
      <span className="profile-words">
        <b>
          <bdi>{name}</bdi>
        </b>
        <span>
          {t(`kind.${kind}`)} · {t('user', { user: sipUser })}
          {mac && ` · ${t('mac', { mac })}`}
        </span>
        <span>
          {software && (
            <>
              <bdi>{software}</bdi> ·{' '}
            </>
          )}
          {when}
          {address && ` · ${t('from', { address })}`}
        </span>
      </span>
    </>
  )
}

/** The button, greyed with the reason when there is no room. */
function Adding({ own, onAdd }: { own: Own; onAdd: () => void }) {
  const { t } = useTranslation('phones')
  const why = useId()
  const { phones, limit, refusal } = own
  return (
    <div className="profile-row phones-add">
      <p id={why} className="sub">
        {refusal === 'limit' && t('limitFull', { count: limit })}
        {refusal !== null && refusal !== 'limit' && t(`refusal.${refusal}`)}
        {refusal === null && (
          <>
            <span className="nums">{t('count', { count: phones.length, limit })}</span> · {t('limit', { count: limit })}
          </>
        )}
      </p>
      <Button
        leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />}
        aria-disabled={refusal !== null}
        {...(refusal === null ? {} : { 'data-disabled': true })}
        aria-describedby={why}
        onClick={() => refusal === null && onAdd()}
      >
        {t('add')}
      </Button>
    </div>
  )
}
