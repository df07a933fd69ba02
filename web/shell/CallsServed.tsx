import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'

const [calm, anxious] = [60_000, 4_000]
/** A portal that has just started finds its switchboard within this time: no word about it. */
const patience = 3_000

/** Says that calls are not served while they are not, and to administrators what mends it. */
export function CallsServed() {
  const { t } = useTranslation('shell')
  const patient = usePatience()
  const { data: engine } = useQuery({
    queryKey: ['GET /api/engine'],
    queryFn: () => api('GET /api/engine'),
    enabled: patient,
    refetchInterval: ({ state }) => (state.data?.state === 'serving' ? calm : anxious),
  })
  // Switched off on purpose is no trouble to tell everybody about.
  const trouble = engine && engine.state !== 'serving' && engine.state !== 'off' ? engine : undefined
  return (
    <div role="status">
      {trouble && (
        <p className="offline">
          {t(trouble.state === 'missing' ? 'calls.missing' : 'calls.starting')}
          {trouble.command && (
            <>
              {' '}
              {t('calls.mend')} <code>{trouble.command}</code>
            </>
          )}
        </p>
      )}
    </div>
  )
}

function usePatience(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return over
}
