import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem, serverNow } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showRecent } from '../../pbx/show-time.ts'
import { queries, useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { ObjectionDialog } from './ObjectionDialog.tsx'

export type Activation = Answer<'GET /api/first-access/activations'>['activations'][number]

const tones: Readonly<Record<Activation['state'], PillTone>> = {
  open: 'warm',
  confirmed: 'ok',
  objected: 'error',
}

export async function refreshActivations(): Promise<void> {
  const keys = ['GET /api/first-access/activations', 'GET /api/first-access', 'GET /api/directory/first-access']
  await Promise.all([...keys, 'GET /api/directory/lines'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

/** Who has come in, when and from where; to confirm, or not to recognise (spec/security 1.4.7, 1.4.8). */
export function ActivationsList({ fresh }: { fresh: number }) {
  const { t } = useTranslation('first-access')
  const [page, setPage] = useState(1)
  const [objected, setObjected] = useState<Activation | null>(null)
  const { data, error, refetch } = useApi('GET /api/first-access/activations', { query: { page } })
  const pages = data ? Math.max(1, Math.ceil(data.total / data.size)) : 1
  return (
    <section className="card first-card" aria-labelledby="coming-title">
      <div>
        <div className="first-head">
          <h2 className="h2" id="coming-title">
            {t('activations.title')}
          </h2>
          {fresh > 0 && <Pill tone="accent">{t('activations.new', { count: fresh })}</Pill>}
        </div>
        <p className="sub">{t('activations.text')}</p>
      </div>
      {error && <LoadError title={t('activations.error')} onRetry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={3} height={56} />}
      {data?.total === 0 && <p className="sub">{t('activations.none')}</p>}
      {data && data.total > 0 && (
        <ul className="coming">
          {data.activations.map((activation) => (
            <Row key={activation.id} activation={activation} onObject={setObjected} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className="coming-pages" aria-label={t('activations.pages')}>
          <Button variant="default" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t('activations.previous')}
          </Button>
          <span>{t('activations.page', { page, pages })}</span>
          <Button variant="default" disabled={page >= pages} onClick={() => setPage(page + 1)}>
            {t('activations.next')}
          </Button>
        </nav>
      )}
      {objected && <ObjectionDialog activation={objected} onClose={() => setObjected(null)} />}
    </section>
  )
}

function Row({ activation, onObject }: { activation: Activation; onObject: (activation: Activation) => void }) {
  const { t } = useTranslation('first-access')
  const { t: inWords } = useTranslation('activity')
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const { id, name, number, at, ip, label, secret, state, confirmedBy, current } = activation

  async function confirm(): Promise<void> {
    try {
      await api('POST /api/first-access/activations/:activationId/confirm', { params: { activationId: id } })
      toastDone(t('activations.confirmed', { name }))
    } catch (error) {
      toastError(say(asProblem(error)))
    }
    await refreshActivations()
  }

  return (
    <li>
      <div className="coming-who">
        <b>
          <bdi>{name}</bdi>
        </b>
        <span className="nums">{showNumber(number)}</span>
        {(current || state !== 'open') && (
          <Pill tone={tones[state]}>
            {t(`activations.state.${confirmedBy === 'phone' && state === 'confirmed' ? 'proved' : state}`)}
          </Pill>
        )}
      </div>
      <p className="coming-facts">
        {t('activations.from', { when: showRecent(at, serverNow(), inWords), ip })}
        {label && ` · ${label}`} · {t(`activations.secret.${secret}`)}
      </p>
      {current && (
        <div className="coming-acts">
          {state === 'open' && (
            <Button
              variant="default"
              loading={busy}
              aria-label={t('activations.confirmOf', { name })}
              onClick={() => void submit(confirm)}
            >
              {t('activations.confirm')}
            </Button>
          )}
          <Button
            variant="default"
            aria-label={t('activations.objectOf', { name })}
            onClick={() => onObject(activation)}
          >
            {t('activations.object')}
          </Button>
        </div>
      )}
    </li>
  )
}
