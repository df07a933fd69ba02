import { lazy } from 'react'

const load = () => import('./OpenLineMenu.tsx')

/** The menu of “Azioni” is downloaded when somebody comes near one. */
export const OpenLineMenu = lazy(load)

/** Nobody waits for it: should it fail, the press itself tries again. */
export const fetchLineMenu = (): void => void load().catch(() => {})
