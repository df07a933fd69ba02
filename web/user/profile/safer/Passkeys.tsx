import { Button } from '@mantine/core'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../../api.ts'
import { showRecent } from '../../../pbx/show-time.ts'
import { currentLanguage } from '../../../shell/language.ts'
import { myZone } from '../../../shell/my-zone.ts'
import { showLongDay } from '../../show-long-day.ts'
import type { FactorCalls } from './factor-calls.ts'
import { RemovalDialog } from './RemovalDialog.tsx'

const AddPasskeyDialog = lazy(() => import('./AddPasskeyDialog.tsx'))

type Passkey = { id: string; label: string; createdAt: string; lastUsedAt: string | null }

const supported = 'PublicKeyCredential' in window

type Props = { passkeys: readonly Passkey[]; mayAdd: boolean; calls: FactorCalls }

/** Somebody’s passkeys: each can be told from the others, and taken away. */
export function Passkeys({ passkeys, mayAdd, calls }: Props) {
  const { t } = useTranslation('user')
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  return (
    <div className="safer-factor">
      <div className="safer-head">
        <div className="profile-words">
          <h3 ref={title} tabIndex={-1}>
            {t('passkey.title')}
          </h3>
          <p>{t(supported ? 'passkey.text' : 'passkey.unsupported')}</p>
        </div>
        {mayAdd && supported && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('passkey.add')}
          </Button>
        )}
      </div>
      {passkeys.length > 0 && (
        <ul className="passkeys" aria-label={t('passkey.title')}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onRemove={() => setRemoving(passkey)} />
          ))}
        </ul>
      )}
      {adding && (
        <Suspense fallback={null}>
          <AddPasskeyDialog calls={calls} onClose={() => setAdding(false)} />
        </Suspense>
      )}
      {removing && (
        <RemovalDialog
          title={t('passkey.removeTitle')}
          text={t('passkey.removeText', { label: removing.label })}
          verb={t('passkey.remove')}
          done={t('passkey.removed')}
          send={() => calls.removePasskey(removing.id)}
          refresh={calls.refresh}
          onClose={() => setRemoving(null)}
          onRemoved={() => title.current?.focus()}
        />
      )}
    </div>
  )
}

function PasskeyRow({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const { t } = useTranslation('user')
  const { t: inWords } = useTranslation('activity')
  const { label, createdAt, lastUsedAt } = passkey
  const used = lastUsedAt && t('passkey.used', { when: showRecent(lastUsedAt, serverNow(), inWords, myZone()) })
  return (
    <li className="profile-row">
      <span className="profile-words">
        <b>
          <bdi>{label}</bdi>
        </b>
        <span>
          {t('passkey.added', { date: showLongDay(createdAt, currentLanguage(), myZone()) })} ·{' '}
          {used ?? t('passkey.unused')}
        </span>
      </span>
      <Button variant="subtle" color="gray" aria-label={t('passkey.removeOf', { label })} onClick={onRemove}>
        {t('passkey.remove')}
      </Button>
    </li>
  )
}
