import { type QuickView, quickViews } from '#domain/directory/quick-view.ts'
import type { api } from '../../api.ts'
import { type FirstAccessState, firstAccessStates } from '../../pbx/line.ts'

type Query = NonNullable<Parameters<typeof api<'GET /api/directory/lines'>>[1]>['query']
export type SearchField = NonNullable<Query['field']>
export type SortField = NonNullable<Query['sort']>

export const pageSizes = [25, 50, 100] as const
export const searchFields = ['any', 'number', 'extension', 'name', 'site', 'service', 'email'] as const
export const sortFields = ['number', 'extension', 'userType', 'service', 'name', 'site', 'firstAccess'] as const
/** The contract’s limit; nobody means a longer text. */
export const longestSearch = 80

/** Everything that decides which rows are on screen; all of it lives in the address. */
export type ListState = {
  readonly site: string | undefined
  readonly search: string
  readonly field: SearchField
  readonly firstAccess: FirstAccessState | undefined
  readonly view: QuickView | undefined
  readonly sort: SortField
  readonly descending: boolean
  readonly page: number
  readonly size: (typeof pageSizes)[number]
}

export const wholeList: ListState = {
  site: undefined,
  search: '',
  field: 'any',
  firstAccess: undefined,
  view: undefined,
  sort: 'number',
  descending: false,
  page: 1,
  size: 25,
}

/** The quick views, as the address says them. */
const viewWords: Readonly<Record<QuickView, string>> = {
  'never-activated': 'mai-attivati',
  'without-email': 'senza-email',
  expiring: 'in-scadenza',
  'forward-outside': 'inoltro-esterno',
  offline: 'telefono-offline',
}

/** The parameters of the address, in the words of the page. */
export type ListAddress = Partial<
  Record<'sede' | 'cerca' | 'campo' | 'accesso' | 'vista' | 'ordina' | 'verso' | 'pagina' | 'righe', string>
>

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads an address, perhaps shortened, mistyped or from an older version: what makes no sense is left out. */
export function readAddress(address: Readonly<Record<string, unknown>>): ListState {
  const text = (name: keyof ListAddress): string => String(address[name] ?? '')
  const page = Number(text('pagina'))
  return {
    site: uuid.test(text('sede')) ? text('sede') : undefined,
    search: text('cerca').slice(0, longestSearch),
    field: searchFields.find((field) => field === text('campo')) ?? wholeList.field,
    firstAccess: firstAccessStates.find((state) => state === text('accesso')),
    view: quickViews.find((view) => viewWords[view] === text('vista')),
    sort: sortFields.find((field) => field === text('ordina')) ?? wholeList.sort,
    descending: text('verso') === 'desc',
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : wholeList.page,
    size: pageSizes.find((size) => String(size) === text('righe')) ?? wholeList.size,
  }
}

/** The shortest address of a list: what is as usual is not written. */
export function writeAddress(state: ListState): ListAddress {
  const unless = <Value>(usual: Value, value: Value) => (value === usual ? undefined : String(value))
  const written: Record<keyof ListAddress, string | undefined> = {
    sede: state.site,
    cerca: unless(wholeList.search, state.search),
    campo: unless(wholeList.field, state.field),
    accesso: state.firstAccess,
    vista: state.view && viewWords[state.view],
    ordina: unless(wholeList.sort, state.sort),
    verso: state.descending ? 'desc' : undefined,
    pagina: unless(wholeList.page, state.page),
    righe: unless(wholeList.size, state.size),
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

/** Whether anything narrows the list, apart from its order. */
export const isNarrowed = ({ site, search, firstAccess, view }: ListState): boolean =>
  site !== undefined || search.trim() !== '' || firstAccess !== undefined || view !== undefined

/** What the API is asked for. */
export function queryOf(state: ListState): Query {
  return { ...filterOf(state), descending: String(state.descending), page: state.page, size: state.size }
}

/** What narrows and orders the list, whatever the page: the same for the export. */
export function filterOf({ site, search, field, firstAccess, view, sort }: ListState) {
  const text = search.trim()
  return {
    ...(site === undefined ? {} : { site }),
    ...(text === '' ? {} : { search: text, field }),
    ...(firstAccess === undefined ? {} : { firstAccess }),
    ...(view === undefined ? {} : { view }),
    sort,
  }
}
