import i18next from 'i18next'
import { lazy } from 'react'

/** With the words of its entries, so that it never waits once it is drawn. */
async function load() {
  const [file] = await Promise.all([import('./OpenLineMenu.tsx'), i18next.loadNamespaces('people')])
  return file
}

/** The menu of “Azioni” is downloaded when somebody comes near one. */
export const OpenLineMenu = lazy(load)

/** Nobody waits for it: should it fail, the press itself tries again. */
export const fetchLineMenu = (): void => void load().catch(() => {})
