import { type ExtensionRange, rangeFlaw } from '../dial-plan/renumbering.ts'
import { isExtension } from '../directory/line.ts'
import { type SiteField, siteFields } from '../directory/site.ts'

type Fact = string | number | boolean | null
type Facts = Readonly<Record<string, Fact>>

/** An entry of a company's log, as far as it says what something was like before. */
export type LogEntry = {
  readonly action: string
  readonly result: 'done' | 'refused'
  /** The line it is about. */
  readonly subjectId: string | null
  readonly facts: Facts
}

/**
 * What an entry remembers of the thing it is about: enough to put it back as it was (issue 4, "history of each object").
 * `removed`: the thing went away with this entry, and the version that it had then.
 */
export type Memory =
  | {
      readonly kind: 'site'
      readonly id: string
      readonly values: Readonly<Partial<Record<SiteField, string>>>
      readonly removed?: { readonly version: number; readonly range: ExtensionRange | null }
    }
  | { readonly kind: 'site-range'; readonly id: string; readonly range: ExtensionRange | null }
  | {
      readonly kind: 'short-code'
      readonly id: string
      readonly first: string
      readonly count: number
      readonly label: string
      readonly visible: boolean
      /** The number that it called, or that of a colleague's line; a range: the first one. */
      readonly to: string
      /** As the entry shows it: a colleague by name. */
      readonly toWords: string
      readonly removed?: { readonly version: number }
    }
  | { readonly kind: 'extension'; readonly lineId: string; readonly extension: string }
  | { readonly kind: 'dial-plan'; readonly length?: number; readonly externalPrefix?: string | null }

/** Undefined: the entry does not hold enough, or there was nothing before it. */
export function memoryOf({ action, result, subjectId, facts }: LogEntry): Memory | undefined {
  if (result !== 'done') return undefined
  switch (action) {
    case 'site.changed':
      return 'before.extensions' in facts ? rangeOfSite(facts) : siteBefore(facts)
    case 'site.removed':
      return removedSite(facts)
    case 'short-code.changed':
    case 'short-code.removed':
      return codeBefore(facts, action === 'short-code.removed')
    case 'extension.set': {
      const extension = facts['before.extension']
      if (subjectId === null || typeof extension !== 'string') return undefined
      return extension === '' || isExtension(extension)
        ? { kind: 'extension', lineId: subjectId, extension }
        : undefined
    }
    case 'dial-plan.changed':
      return planBefore(facts)
    default:
      return undefined
  }
}

/** `site:<id>` → the id. */
function idIn(facts: Facts, what: 'site' | 'short-code'): string | undefined {
  const [kind, id] = String(facts.object ?? '').split(/:(.*)/, 2)
  return kind === what && id ? id : undefined
}

function siteBefore(facts: Facts): Memory | undefined {
  const id = idIn(facts, 'site')
  const values = valuesOf(facts)
  return id !== undefined && Object.keys(values).length > 0 ? { kind: 'site', id, values } : undefined
}

function removedSite(facts: Facts): Memory | undefined {
  const id = idIn(facts, 'site')
  const values = { ...valuesOf(facts), name: String(facts.name ?? '') }
  const range = rangeIn(facts)
  const { version } = facts
  if (id === undefined || typeof version !== 'number' || range === undefined) return undefined
  return siteFields.every((field) => field in values)
    ? { kind: 'site', id, values, removed: { version, range } }
    : undefined
}

const valuesOf = (facts: Facts): Partial<Record<SiteField, string>> =>
  Object.fromEntries(
    siteFields.flatMap((field) => {
      const value = facts[`before.${field}`]
      return typeof value === 'string' ? [[field, value]] : []
    }),
  )

function rangeOfSite(facts: Facts): Memory | undefined {
  const id = idIn(facts, 'site')
  const range = rangeIn(facts)
  return id === undefined || range === undefined ? undefined : { kind: 'site-range', id, range }
}

/** `200–299`, or nothing written: none. Undefined: not readable. */
function rangeIn(facts: Facts): ExtensionRange | null | undefined {
  const words = facts['before.extensions']
  if (words === '') return null
  const [first = '', last = ''] = String(words ?? '').split('–')
  return rangeFlaw({ first, last }) ? undefined : { first, last }
}

function codeBefore(facts: Facts, isRemoved: boolean): Memory | undefined {
  const id = idIn(facts, 'short-code')
  const [first = '', last = first] = String(facts['before.code'] ?? '').split('–')
  const [label, visible, to] = [facts['before.label'], facts['before.visible'], facts['before.target']]
  const { version } = facts
  if (id === undefined || !/^\d{1,6}$/.test(first) || last.length !== first.length) return undefined
  if (typeof label !== 'string' || typeof visible !== 'boolean' || typeof to !== 'string' || to === '') return undefined
  if (isRemoved && typeof version !== 'number') return undefined
  const count = Number(last) - Number(first) + 1
  const toWords = String(facts['before.to'] ?? to)
  const code = { kind: 'short-code', id, first, count, label, visible, to, toWords } as const
  return isRemoved ? { ...code, removed: { version: Number(version) } } : code
}

function planBefore(facts: Facts): Memory | undefined {
  const [length, prefix] = [facts['before.length'], facts['before.externalPrefix']]
  if (typeof length !== 'number' && typeof prefix !== 'string') return undefined
  return {
    kind: 'dial-plan',
    ...(typeof length === 'number' ? { length } : {}),
    ...(typeof prefix === 'string' ? { externalPrefix: prefix === '' ? null : prefix } : {}),
  }
}
