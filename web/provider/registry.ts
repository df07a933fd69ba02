import { IconBuilding, IconHistory, IconInbox, IconPhone, IconStethoscope } from '@tabler/icons-react'
import i18next from 'i18next'
import type { ComponentType } from 'react'
import type { StaffRole } from '#domain/access/permissions.ts'
import { staffMay } from '#domain/access/staff-session.ts'
import type { Answer } from '../api.ts'

/*
 * What there is at the provider's desk: pages, and the tabs and panels of a customer. A part is added by a row here
 * and a file of its own with a default export; a row whose file does not exist yet stands in no menu. Rooms plug in
 * without touching each other's lines:
 *
 * - a page: `pages`. With an icon it stands in the black bar; `/provider/attivazione` is what "Nuovo cliente" opens.
 * - a tab of a customer's page: `customerTabs`; its component gets `{ customer }` (CustomerPartProps).
 * - "Ripristina accesso" beside an administrator: `restorePanel`; its component gets RestorePanelProps.
 *
 * Words: the room `desk` for the shell; a part brings its own room in `words`. Questions for the password:
 * `delicate` of shell/step-up.ts, as everywhere. The session: useStaff() of useStaffSession.ts.
 */

/** A customer as its page has read it; `queries.invalidateQueries({ queryKey: [customerKey] })` reads it again. */
export const customerKey = 'GET /api/provider/customers/:companyId'
export type Customer = Answer<typeof customerKey>
export type CustomerPartProps = { readonly customer: Customer }
export type Administrator = Customer['administrators'][number]
export type RestorePanelProps = CustomerPartProps & {
  readonly administrator: Administrator
  readonly onClose: () => void
}

type Module<Props> = { default: ComponentType<Props> }
type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>

const files = import.meta.glob<Module<never>>('./*/**/*.tsx')

/** A file that is downloaded when it is needed, with its words. */
type Part = {
  /** Where its file is, below `web/provider/`. */
  readonly file: string
  readonly words?: readonly string[]
}

export type DeskPage = Part & {
  /** Below `/provider`. */
  readonly path: string
  /** Key in `translations/<language>/desk.ts`. */
  readonly title:
    | 'page.customers'
    | 'page.lines'
    | 'page.log'
    | 'page.staff'
    | 'page.account'
    | 'page.customer'
    | 'page.activation'
    | 'page.requests'
    | 'page.deliveries'
    | 'page.diagnosis'
  /** Who sees it, beside supervisors; absent: everybody. */
  readonly roles?: readonly StaffRole[]
  /** Given: it stands in the bar, in the order of this table. */
  readonly icon?: Icon
  /** The bar shows how many requests wait there. */
  readonly waiting?: true
  /** The bar marks it as current for every address that begins so. */
  readonly section?: string
}

export const pages: readonly DeskPage[] = [
  { path: '/', title: 'page.customers', file: 'customers/CustomersPage', icon: IconBuilding, section: '/clienti' },
  {
    path: '/clienti/$companyId',
    title: 'page.customer',
    file: 'customer/CustomerPage',
    words: ['activity', 'directory'],
  },
  { path: '/linee', title: 'page.lines', file: 'lines/LinesPage', words: ['directory'], icon: IconPhone },
  {
    path: '/richieste',
    title: 'page.requests',
    file: 'restores/RequestsPage',
    words: ['restores'],
    icon: IconInbox,
    waiting: true,
  },
  {
    path: '/diagnosi',
    title: 'page.diagnosis',
    file: 'diagnosis/OpenDiagnosisPage',
    roles: ['desk'],
    words: ['restores'],
    icon: IconStethoscope,
    section: '/diagnosi',
  },
  {
    path: '/diagnosi/$visitId',
    title: 'page.diagnosis',
    file: 'diagnosis/DiagnosisPage',
    roles: ['desk'],
    words: ['restores', 'support'],
  },
  { path: '/registro', title: 'page.log', file: 'log/LogPage', words: ['activity'], icon: IconHistory },
  { path: '/operatori', title: 'page.staff', file: 'staff/StaffPage', roles: [], words: ['activity'] },
  { path: '/account', title: 'page.account', file: 'account/AccountPage', words: ['user', 'activity'] },
  // The guided activation of a customer, and the work on one that is under way.
  {
    path: '/attivazione',
    title: 'page.activation',
    file: 'activation/DraftsPage',
    roles: ['activation'],
    words: ['activation'],
  },
  {
    path: '/attivazione/$draftId',
    title: 'page.activation',
    file: 'activation/ActivationPage',
    roles: ['activation'],
    words: ['activation', 'imports', 'company-file'],
  },
  {
    path: '/importazioni/$importId',
    title: 'page.activation',
    file: 'import/ImportPage',
    roles: ['activation'],
    words: ['imports', 'company-file'],
  },
]

export type CustomerTab = Part & {
  /** In the address: `?scheda=linee`. */
  readonly key: string
  readonly title:
    | 'tab.administrators'
    | 'tab.lines'
    | 'tab.sites'
    | 'tab.requests'
    | 'tab.deliveries'
    | 'tab.log'
    | 'tab.contract'
    | 'tab.ceiling'
  readonly roles?: readonly StaffRole[]
  /** A number beside the title. */
  readonly count?: (customer: Customer) => number | undefined
}

export const customerTabs: readonly CustomerTab[] = [
  { key: 'amministratori', title: 'tab.administrators', file: 'customer/AdministratorsTab' },
  {
    key: 'linee',
    title: 'tab.lines',
    file: 'customer/LinesTab',
    words: ['imports', 'company-file'],
    count: (customer) => customer.lines,
  },
  { key: 'sedi', title: 'tab.sites', file: 'customer/SitesTab', count: (customer) => customer.sites.length },
  {
    key: 'richieste',
    title: 'tab.requests',
    file: 'restores/RequestsTab',
    words: ['restores'],
    count: (customer) => customer.openRequests || undefined,
  },
  { key: 'consegne', title: 'tab.deliveries', file: 'deliveries/DeliveriesTab', words: ['deliveries'] },
  { key: 'contratto', title: 'tab.contract', file: 'customer/ContractTab' },
  { key: 'tetto', title: 'tab.ceiling', file: 'customer/CeilingTab', words: ['call-limits'] },
  { key: 'registro', title: 'tab.log', file: 'customer/LogTab' },
]

/** A file of lines for a customer that exists: "Importa da un file" on the tab of its lines. */
export const importPart: Part & { readonly roles: readonly StaffRole[] } = {
  file: 'import/ImportPage',
  roles: ['activation'],
}

/** What "Ripristina accesso" opens at the right of a customer's administrators. */
export const restorePanel: Part & { readonly roles: readonly StaffRole[] } = {
  file: 'restores/RestorePanel',
  words: ['restores'],
  roles: ['desk'],
}

/** How to download a part and its words; undefined while it does not exist yet. */
export function loaderOf<Props>(part: Part): (() => Promise<Module<Props>>) | undefined {
  const load = files[`./${part.file}.tsx`] as (() => Promise<Module<Props>>) | undefined
  return load && (async () => (await Promise.all([load(), i18next.loadNamespaces([...(part.words ?? [])])]))[0])
}

export const maySee = (role: StaffRole, part: Part & { readonly roles?: readonly StaffRole[] }): boolean =>
  loaderOf(part) !== undefined && (part.roles === undefined || staffMay(role, part.roles))

export const menuOf = (role: StaffRole): readonly DeskPage[] => pages.filter((page) => page.icon && maySee(role, page))

/** Whether an entry of the bar is the one for this address, below `/provider`. */
export const isCurrent = (page: DeskPage, path: string): boolean =>
  path === page.path || (page.section !== undefined && path.startsWith(page.section))

/** The page that "Nuovo cliente" opens; undefined for whoever may not, and until it exists. */
export const newCustomerPage = (role: StaffRole): DeskPage | undefined =>
  pages.find((page) => page.path === '/attivazione' && maySee(role, page))
