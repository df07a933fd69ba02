import i18next from 'i18next'
import { lazy } from 'react'

export async function loadBulkBar() {
  const [file] = await Promise.all([import('./BulkBar.tsx'), i18next.loadNamespaces('first-access')])
  return { default: file.BulkBar }
}

/** What can be done with ticked lines comes with the first tick. */
export const BulkBar = lazy(loadBulkBar)

/** Downloaded when something is done to many lines; the list stays light. */
export const BulkDialog = lazy(() => import('./BulkDialog.tsx'))
