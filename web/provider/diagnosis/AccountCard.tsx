import { useTranslation } from 'react-i18next'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { showDay, showInstant } from '../../pbx/show-time.ts'
import type { Diagnosis } from './DiagnosisPage.tsx'

/** How the line’s holder gets in, or why not. */
export function AccountCard({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation('restores')
  const { account, refusedSignIns, line } = diagnosis
  const { email, credentialExpiresAt: expires } = account
  return (
    <section className="card" aria-labelledby="diagnosis-account">
      <h2 className="h2" id="diagnosis-account">
        {t('diagnosis.account')}
      </h2>
      <dl>
        <dt>{t('diagnosis.accountState')}</dt>
        <dd>
          {t(`diagnosis.state.${account.state}`)} · {line.service} · <bdi>{line.site}</bdi>
        </dd>
        <dt>{t('diagnosis.credential')}</dt>
        <dd>{t(`diagnosis.credentials.${account.credential}`)}</dd>
        <dt>{t('diagnosis.expires')}</dt>
        <dd className="nums">
          {expires === null ? (
            t('diagnosis.never')
          ) : account.expired ? (
            <Pill tone="error">{t('diagnosis.expired', { date: showDay(expires) })}</Pill>
          ) : (
            showDay(expires)
          )}
        </dd>
        <dt>{t('diagnosis.email')}</dt>
        <dd>{t(`diagnosis.emails.${email.status}`, { email: email.masked ?? '' })}</dd>
        <dt>{t('diagnosis.secondFactor')}</dt>
        <dd>{t(account.secondFactor ? 'diagnosis.yes' : 'diagnosis.no')}</dd>
        <dt>{t('diagnosis.lastSignIn')}</dt>
        <dd className="nums">
          {account.lastSignedInAt === null ? t('diagnosis.never') : showInstant(account.lastSignedInAt)}
        </dd>
        <dt>{t('diagnosis.refused')}</dt>
        <dd className="nums">
          {refusedSignIns.length === 0
            ? t('diagnosis.noneRefused')
            : refusedSignIns.map((at) => showInstant(at)).join(', ')}
        </dd>
      </dl>
    </section>
  )
}

const tones: Record<Diagnosis['phones'][number]['state'], PillTone> = {
  online: 'ok',
  offline: 'warm',
  never: 'quiet',
  disabled: 'error',
}

/** The line’s phones and whether they are connected. */
export function PhonesCard({ phones }: { phones: Diagnosis['phones'] }) {
  const { t } = useTranslation('restores')
  return (
    <section className="card" aria-labelledby="diagnosis-phones">
      <h2 className="h2" id="diagnosis-phones">
        {t('diagnosis.phones')}
      </h2>
      {phones.length === 0 && <p className="sub">{t('diagnosis.noPhones')}</p>}
      <ul className="diagnosis-list">
        {phones.map(({ id, name, state, lastContactAt, software }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            <Pill tone={tones[state]}>{t(`diagnosis.phoneState.${state}`)}</Pill>
            <small>
              {[software, lastContactAt && t('diagnosis.lastContact', { date: showInstant(lastContactAt) })]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
