import { IconDatabase, IconHistory, IconHome, IconLifebuoy, IconMessages } from '@tabler/icons-react'
import i18next from 'i18next'
import type { ComponentType } from 'react'
import type { View } from './session.ts'
import { starts } from './starts.ts'

type Module = { default: ComponentType }

/** Every page file there is: `web/<wing>/<…>/<Name>Page.tsx`, with the page as its default export. */
const files = import.meta.glob<Module>('../{user,admin,help}/**/*Page.tsx')

export type Page = {
  readonly path: string
  /** Key in `translations/<language>/shell.ts`. */
  readonly title:
    | 'page.home'
    | 'page.messages'
    | 'page.profile'
    | 'page.support'
    | 'page.data'
    | 'page.log'
    | 'page.blocks'
    | 'page.firstAccess'
    | 'page.configuration'
  /** What it is called where there is little room: under the thumb. */
  readonly short?: 'page.messagesShort' | 'page.logShort'
  readonly who: View | 'everyone'
  /** Where its file is, below `web/`. A page without a file does not exist yet and stands in no menu. */
  readonly file: string
  /** Its own rooms of words, downloaded together with the file. */
  readonly words?: readonly string[]
  /** Given: it stands in the bars, with this icon, in the order of this table. */
  readonly icon?: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
  /** The bars mark it as current for every address that begins so. */
  readonly section?: string
  /** The bars show how many messages and missed calls wait there. */
  readonly news?: true
}

/** Menu, route, title and visibility of every page of the portal; the order is the guide’s. */
export const pages: readonly Page[] = [
  {
    ...starts.user,
    title: 'page.home',
    who: 'user',
    icon: IconHome,
  },
  {
    path: '/messaggi',
    title: 'page.messages',
    short: 'page.messagesShort',
    who: 'user',
    file: 'user/messages/MessagesPage',
    words: ['call-history', 'activity', 'directory'],
    icon: IconMessages,
    news: true,
  },
  { path: '/profilo', title: 'page.profile', who: 'everyone', file: 'user/profile/ProfilePage' },
  { path: '/gestione-dati', title: 'page.data', who: 'administrator', file: 'admin/DataPage' },
  {
    ...starts.administrator,
    title: 'page.data',
    who: 'administrator',
    icon: IconDatabase,
    section: '/gestione-dati',
  },
  {
    path: '/gestione-dati/primo-accesso',
    title: 'page.firstAccess',
    who: 'administrator',
    file: 'admin/first-access/FirstAccessPage',
    words: ['first-access', 'directory', 'activity'],
  },
  {
    path: '/gestione-dati/telefoni',
    title: 'page.data',
    who: 'administrator',
    file: 'admin/phones/PhonesPage',
    words: ['directory', 'phones', 'activity'],
  },
  {
    path: '/gestione-dati/sedi',
    title: 'page.data',
    who: 'administrator',
    file: 'admin/sites/SitesPage',
    words: ['sites', 'directory', 'audit-log', 'activity'],
  },
  {
    path: '/gestione-dati/codici-brevi',
    title: 'page.data',
    who: 'administrator',
    file: 'admin/short-codes/ShortCodesPage',
    words: ['dial-plan', 'directory', 'audit-log', 'activity'],
  },
  {
    path: '/gestione-dati/interni',
    title: 'page.data',
    who: 'administrator',
    file: 'admin/extensions/ExtensionsPage',
    words: ['dial-plan', 'directory', 'audit-log', 'activity'],
  },
  {
    path: '/gestione-dati/chiamanti-rifiutati',
    title: 'page.blocks',
    who: 'administrator',
    file: 'admin/blocks/BlocksPage',
    words: ['dial-plan'],
  },
  {
    path: '/registro-attivita',
    title: 'page.log',
    short: 'page.logShort',
    who: 'administrator',
    file: 'admin/audit-log/AuditLogPage',
    words: ['audit-log', 'activity', 'directory'],
    icon: IconHistory,
  },
  {
    path: '/gestione-dati/scadenze',
    title: 'page.data',
    who: 'administrator',
    file: 'admin/expiry/ExpiryPage',
    words: ['directory', 'people', 'activity'],
  },
  {
    path: '/gestione-dati/limiti',
    title: 'page.data',
    who: 'administrator',
    file: 'admin/limits/LimitsPage',
    words: ['call-limits', 'directory', 'audit-log'],
  },
  {
    path: '/gestione-dati/utenti/$lineId',
    title: 'page.configuration',
    who: 'administrator',
    file: 'admin/configuration/ConfigurationPage',
    words: ['directory', 'activity'],
  },
  { path: '/assistenza', title: 'page.support', who: 'everyone', file: 'help/SupportPage', icon: IconLifebuoy },
]

/** How to download a page and its words; undefined while it does not exist yet. */
export function loaderOf(page: Page): (() => Promise<Module>) | undefined {
  const load = files[`../${page.file}.tsx`]
  return load && (async () => (await Promise.all([load(), i18next.loadNamespaces([...(page.words ?? [])])]))[0])
}

export const exists = (page: Page): boolean => loaderOf(page) !== undefined

/** Where each profile begins. */
export const homeOf: Readonly<Record<View, string>> = { user: '/', administrator: '/gestione-dati/utenti' }

export const maySee = (page: Page, view: View): boolean => page.who === 'everyone' || page.who === view

/** What stands in the bars for a profile. */
export const menuOf = (view: View): readonly Page[] =>
  pages.filter((page) => page.icon && exists(page) && maySee(page, view))

/** Whether an entry of the bars is the one for this address. */
export const isCurrent = (page: Page, path: string): boolean =>
  page.section ? path.startsWith(page.section) : path === page.path
