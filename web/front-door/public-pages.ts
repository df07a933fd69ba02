import { type ComponentType, lazy } from 'react'
import { addresses } from './addresses.ts'

/** Pages that open for everybody, signed in or not: mailed links, forgotten password, statements. */
const pages: Readonly<Record<string, ComponentType>> = {
  [addresses.resetRequest]: lazy(() => import('./ResetPage.tsx')),
  [addresses.reset]: lazy(() => import('./ResetPage.tsx')),
  [addresses.confirmEmail]: lazy(() => import('./ConfirmEmail.tsx')),
  [addresses.undoEmail]: lazy(() => import('./UndoEmail.tsx')),
  [addresses.accessibility]: lazy(() => import('./Accessibility.tsx')),
  [addresses.privacy]: lazy(() => import('./Privacy.tsx')),
}

/** The public page at an address, if there is one. */
export const publicPage = (path: string): ComponentType | undefined => pages[path]
