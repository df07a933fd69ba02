import { lazy } from 'react'

/** Downloaded when something is done to many lines; the list stays light. */
export const BulkDialog = lazy(() => import('./BulkDialog.tsx'))
