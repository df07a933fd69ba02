import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyableText } from '../../design/CopyableText.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { Note } from '../../design/Note.tsx'
import { QrPicture } from '../../design/QrPicture.tsx'
import type { NewSecret } from './phone.ts'
import './SecretDialog.css'

type Props = { made: NewSecret; renewed?: boolean; onClose: () => void }

/** What to type into the phone, once: fields to copy, a picture to scan, and where each program wants them. */
export default function SecretDialog({ made, renewed = false, onClose }: Props) {
  const { t } = useTranslation('phones')
  const { phone, secret, server } = made
  const address = `${server.host}:${server.port}`
  const account = `${phone.sipUser}@${server.domain}`
  const fields = [
    [t('secret.user'), phone.sipUser],
    [t('secret.password'), secret],
    [t('secret.domain'), server.domain],
    [t('secret.proxy'), server.host],
    [t('secret.port'), String(server.port)],
  ] as const
  const text = [...fields, [t('secret.transport'), t('secret.transportText')]]
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n')
  return (
    <Dialog
      title={t(renewed ? 'secret.renewed' : 'secret.title', { name: phone.name })}
      size={620}
      // Not by a click beside it: it cannot be opened again.
    >
      <Note tone="warm">{t('secret.once')}</Note>
      <div className="secret">
        <dl className="secret-fields">
          {fields.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <CopyableText label={label} text={value} />
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('secret.transport')}</dt>
            <dd>
              {t('secret.transportText')}
              {server.tlsPort !== null && <span className="sub"> · {t('secret.tls', { port: server.tlsPort })}</span>}
            </dd>
          </div>
        </dl>
        <div className="secret-qr">
          <QrPicture text={text} label={t('secret.qr')} />
          <p className="sub">{t('secret.qrText')}</p>
        </div>
      </div>
      <details className="secret-help">
        <summary>{t('secret.help')}</summary>
        <dl>
          <dt>{t('secret.linphone')}</dt>
          <dd>{t('secret.linphoneText', { proxy: `sip:${address}` })}</dd>
          <dt>{t('secret.zoiper')}</dt>
          <dd>{t('secret.zoiperText', { account, server: address })}</dd>
          <dt>{t('secret.baresip')}</dt>
          <dd>
            {t('secret.baresipText')}
            <CopyableText
              label={t('secret.baresip')}
              text={`<sip:${account};transport=udp>;auth_pass=${secret};outbound="sip:${address}"`}
            />
          </dd>
          <dt>{t('secret.desk')}</dt>
          <dd>{t('secret.deskText', { server: address })}</dd>
        </dl>
      </details>
      <DialogFoot>
        <Button size="md" onClick={onClose}>
          {t('secret.done')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
