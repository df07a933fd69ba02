import { type ComponentType, lazy } from 'react'
import { addresses } from './addresses.ts'

/** Pages that open for everybody, signed in or not: mailed links, forgotten password, statements. */
const pages: Readonly<Record<string, ComponentType>> = {
  [addresses.resetRequest]: lazy(() => import('./ResetPage.tsx')),
  [addresses.reset]: lazy(() => import('./ResetPage.tsx')),
  [addresses.confirmEmail]: lazy(() => import('./ConfirmEmail.tsx')),
  [addresses.undoEmail]: lazy(() => import('./UndoEmail.tsx')),
  [addresses.invitation]: lazy(() => import('./Invitation.tsx')),
  [addresses.restoreAnswer]: lazy(() => import('./RestoreAnswer.tsx')),
  [addresses.accessibility]: lazy(() => import('./Accessibility.tsx')),
  [addresses.privacy]: lazy(() => import('./Privacy.tsx')),
}

/** Pages of the portal that are needed before signing in too; then they stand without its bars. */
const beforeSignIn: Readonly<Record<string, ComponentType>> = {
  [addresses.support]: lazy(() => import('../help/PublicSupport.tsx')),
}

/** The public page at an address, if there is one. */
export const publicPage = (path: string, signedIn: boolean): ComponentType | undefined =>
  pages[path] ?? (signedIn ? undefined : beforeSignIn[path])
