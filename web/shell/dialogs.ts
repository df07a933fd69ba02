import { lazy } from 'react'

const idle = () => import('./IdleDialog.tsx')
const again = () => import('./SignInAgainDialog.tsx')
const stepUp = () => import('./StepUpDialog.tsx')
const menu = () => import('./UserMenuDropdown.tsx')
const code = () => import('../front-door/EmailCodeDialog.tsx')

/** What any page may open and few do: it comes after the page, not with it. */
export const IdleDialog = lazy(idle)
export const SignInAgainDialog = lazy(again)
export const StepUpDialog = lazy(stepUp)
export const EmailCodeDialog = lazy(code)
export const UserMenuDropdown = lazy(menu)

export const fetchUserMenu = (): void => void menu()

/** Fetched once the page stands: they open at once, even after a new release has replaced the files. */
export const dialogs: readonly (() => Promise<unknown>)[] = [menu, idle, again, stepUp, code]
