import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconHelp, IconSend, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showInstant } from '../../pbx/show-time.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { ByHandDialog } from './ByHandDialog.tsx'
import { type Delivery, readDeliveriesAgain } from './deliveries.ts'

type State = Delivery['state']

const looks: Record<State, [PillTone, typeof IconCheck]> = {
  'to-hand': ['warm', IconClock],
  'by-hand': ['ok', IconCheck],
  queued: ['quiet', IconClock],
  sent: ['accent', IconSend],
  delivered: ['ok', IconCheck],
  perhaps: ['warm', IconHelp],
  failed: ['error', IconX],
}

const againPath = 'POST /api/provider/customers/:companyId/deliveries/:deliveryId/again'

type Props = {
  delivery: Delivery
  companyId: string
  mayRenew: boolean
  /** It can only be said again with a new password. */
  onRenew: () => void
}

/** One letter, text message or sheet: which, to whom, how it stands, and what can be done. */
export function DeliveryRow({ delivery, companyId, mayRenew, onRenew }: Props) {
  const { t, i18n } = useTranslation('deliveries')
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const [dialog, setDialog] = useState<'again' | 'by-hand' | null>(null)
  const { again, state } = delivery
  const [tone, Icon] = looks[state]
  const params = { companyId, deliveryId: delivery.id }
  const name = i18n.exists(`deliveries:letter.${delivery.letter}`)
    ? t(`letter.${delivery.letter}` as 'letter.credentials')
    : delivery.letter
  const close = () => setDialog(null)
  const send = () =>
    submit(async () => {
      try {
        await api(againPath, { params })
        toastDone(t(again === 'now' ? 'again.nowDone' : 'again.sameDone'))
      } catch (error) {
        toastError(say(asProblem(error)))
      }
      close()
      await readDeliveriesAgain()
    })
  function press(): void {
    if (again === 'now') void send()
    else if (again === 'same') setDialog('again')
    else onRenew()
  }
  return (
    <>
      <div className="delivery-facts">
        <div className="delivery-head">
          <h2>{name}</h2>
          <Pill tone={tone} icon={<Icon size={15} stroke={2} aria-hidden="true" />}>
            {t(`state.${state}`)}
          </Pill>
        </div>
        <span className="nums">{t(`channel.${delivery.channel}`, { to: delivery.recipient ?? '' })}</span>
        <Times delivery={delivery} />
        <Why delivery={delivery} />
      </div>
      <div className="delivery-acts">
        {delivery.mayBeHanded && !delivery.repeated && (
          <Button variant="default" onClick={() => setDialog('by-hand')}>
            {t('byHand.action')}
            <span className="vh">: {name}</span>
          </Button>
        )}
        {again && state !== 'sent' && state !== 'to-hand' && (again !== 'new-password' || mayRenew) && (
          <Button loading={busy} onClick={press}>
            {t(`again.${again}`)}
            <span className="vh">: {name}</span>
          </Button>
        )}
      </div>
      {dialog === 'again' && (
        <Dialog title={t('again.sameTitle')} lead={t('again.sameText')} onClose={close}>
          <DialogFoot>
            <Button variant="default" onClick={close}>
              {t('dialog.cancel')}
            </Button>
            <Button loading={busy} data-autofocus onClick={() => void send()}>
              {t('again.same')}
            </Button>
          </DialogFoot>
        </Dialog>
      )}
      {dialog === 'by-hand' && <ByHandDialog params={params} onClose={close} />}
    </>
  )
}

function Times({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('deliveries')
  const { state, queuedAt, sentAt, deliveredAt, endedAt, retryAt, by } = delivery
  const said = [
    t('at.queued', { at: showInstant(queuedAt) }),
    sentAt && t('at.sent', { at: showInstant(sentAt) }),
    deliveredAt && t('at.delivered', { at: showInstant(deliveredAt) }),
    by && endedAt && t('at.by', { name: by, at: showInstant(endedAt) }),
    !by &&
      endedAt &&
      state !== 'by-hand' &&
      `${t(`state.${state}`).toLowerCase()} ${t('at.ended', { at: showInstant(endedAt) })}`,
    retryAt && t('at.retry', { at: showInstant(retryAt) }),
  ]
  return <span className="nums">{said.filter(Boolean).join(' · ')}</span>
}

/** In the person's words: why it did not arrive, and that it was sent again. */
function Why({ delivery: { state, failure, repeated } }: { delivery: Delivery }) {
  const { t } = useTranslation('deliveries')
  return (
    <>
      {state === 'failed' && (
        <span className="delivery-why">
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" /> {t(`failure.${failure ?? 'unknown'}`)}
        </span>
      )}
      {state === 'perhaps' && !repeated && <span className="delivery-why">{t('perhapsText')}</span>}
      {repeated && <span className="delivery-why">{t('at.repeated')}</span>}
    </>
  )
}
