import { lazy } from 'react'

export const loadActOnLine = () => import('./ActOnLine.tsx')

/** “Attenzione” and the forms after it are downloaded when somebody comes near them, not with the list. */
export const ActOnLine = lazy(loadActOnLine)

/** Nobody waits for it: should it fail, opening the dialog tries again. */
export const fetchActOnLine = (): void => void loadActOnLine().catch(() => {})
