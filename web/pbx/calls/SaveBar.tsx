import { Button } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import './SaveBar.css'
import { useCallsHere } from './useCalls.ts'

/** Comes with the first change, before there is anything to lose. */
const UnsavedGuard = lazy(async () => ({ default: (await import('../../shell/UnsavedGuard.tsx')).UnsavedGuard }))
const ConflictDialog = lazy(() => import('./ConflictDialog.tsx'))

/** “3 modifiche da confermare”: floats while something waits, and asks before the page is left (DESIGN.md 5). */
export function SaveBar() {
  const { t } = useTranslation(['call-handling', 'shell'])
  const { fields, problems, busy, conflict, discard, confirm } = useCallsHere()
  const wrong = Object.keys(problems).length > 0
  return (
    <>
      {fields.length > 0 && (
        <section className="save-bar" aria-label={t('save.region')}>
          <span className="save-dot" aria-hidden="true" />
          <p role="status">
            <b>{t('save.count', { count: fields.length })}</b>
            <span>{wrong ? t('save.check') : t('save.text')}</span>
          </p>
          <Button className="save-cancel" variant="subtle" disabled={busy} onClick={discard}>
            {t('shell:action.cancel')}
          </Button>
          <Button className="save-confirm" loading={busy} onClick={() => void confirm()}>
            {t('shell:action.confirm')}
          </Button>
        </section>
      )}
      {fields.length > 0 && (
        <Suspense fallback={null}>
          <UnsavedGuard when />
        </Suspense>
      )}
      {conflict && (
        <Suspense fallback={null}>
          <ConflictDialog />
        </Suspense>
      )}
    </>
  )
}
