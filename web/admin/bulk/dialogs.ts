import i18next from 'i18next'
import { lazy } from 'react'

async function bar() {
  const [file] = await Promise.all([import('./BulkBar.tsx'), i18next.loadNamespaces('first-access')])
  return { default: file.BulkBar }
}

/** What can be done with ticked lines comes with the first tick. */
export const BulkBar = lazy(bar)

/** Nobody waits for it: should it fail, the tick itself tries again. */
export const fetchBulkBar = (): void => void bar().catch(() => {})

/** Downloaded when something is done to many lines; the list stays light. */
export const BulkDialog = lazy(() => import('./BulkDialog.tsx'))
