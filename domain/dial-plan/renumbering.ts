import { nationalDigits, type PhoneNumber } from '../phone-number.ts'
import { type CodeConflict, type CodesInUse, codesOfRange, conflictFinder } from './code-conflicts.ts'

/**
 * New extensions for many lines at once (spec/product 3.6). Extensions are strings all the way: `049` becomes `2049`,
 * and a sequence from `098` goes on with `099` and `100`.
 */
export type RenumberingRule =
  /** Another beginning: nothing → `2` makes `2049` of `049`; `0` → `5` makes `549`. */
  | { readonly kind: 'beginning'; readonly from: string; readonly to: string }
  /** The end of each line's own number ("selezione passante"). */
  | { readonly kind: 'last-digits'; readonly length: number }
  /** One after the other in the order of the numbers, around what is taken. */
  | { readonly kind: 'sequence'; readonly first: string }
  /** Each line into the range of its site. */
  | { readonly kind: 'site-ranges' }

export type NumberedLine = {
  readonly id: string
  readonly number: PhoneNumber
  readonly name: string
  readonly extension: string
  readonly siteId: string
}

export type Move = {
  readonly lineId: string
  readonly from: string
  readonly to: string
  readonly conflicts: readonly CodeConflict[]
}

export type ExtensionRange = { readonly first: string; readonly last: string }

export type RenumberingGround = {
  /** Every line of the company. */
  readonly lines: readonly NumberedLine[]
  readonly shortCodes: CodesInUse['shortCodes']
  readonly externalPrefix: string | null
  readonly ranges: ReadonlyMap<string, ExtensionRange>
}

export type Renumbering = {
  /** Only lines that change. */
  readonly moves: readonly Move[]
  /** Lines that the rule gives nothing: the range is full, the site has none, the result is no extension. */
  readonly left: readonly NumberedLine[]
  readonly unchanged: number
}

/** What the rule would do to the lines of one site, or of all; nothing is changed by asking. */
export function planRenumbering(
  rule: RenumberingRule,
  siteId: string | undefined,
  ground: RenumberingGround,
): Renumbering {
  const inScope = ground.lines
    .filter((line) => siteId === undefined || line.siteId === siteId)
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
  const scoped = new Set(inScope.map(({ id }) => id))
  const others = ground.lines.filter((line) => line.extension !== '' && !scoped.has(line.id))
  const choose = chooser(rule, others, ground)

  const chosen = inScope.map((line) => ({ line, to: choose(line) }))
  const final = new Map<string, { id: string; name: string }>()
  const doubled = new Map<string, NumberedLine[]>()
  const othersByExtension = new Map(others.map((line) => [line.extension, line]))
  for (const line of others) final.set(line.extension, line)
  for (const { line, to } of chosen) {
    const extension = to ?? line.extension
    if (extension === '') continue
    doubled.set(extension, [...(doubled.get(extension) ?? []), line])
    if (!final.has(extension)) final.set(extension, line)
  }
  const find = conflictFinder({
    extensions: final,
    shortCodes: ground.shortCodes,
    externalPrefix: ground.externalPrefix,
  })
  const moves = chosen.flatMap(({ line, to }): Move[] => {
    if (to === undefined || to === line.extension) return []
    const twin = doubled.get(to)?.find(({ id }) => id !== line.id)
    const conflicts = find(to, { kind: 'extension', own: line.id }).filter(({ kind }) => kind !== 'extension')
    const taken = othersByExtension.get(to) ?? twin
    if (taken) conflicts.unshift({ kind: 'extension', refused: true, with: to, name: taken.name })
    return [{ lineId: line.id, from: line.extension, to, conflicts }]
  })
  const left = chosen.filter(({ line, to }) => to === undefined && applies(rule, line)).map(({ line }) => line)
  return { moves, left, unchanged: inScope.length - moves.length - left.length }
}

/** A line without an extension has no beginning to change. */
const applies = (rule: RenumberingRule, line: NumberedLine): boolean =>
  rule.kind !== 'beginning' || (line.extension !== '' && line.extension.startsWith(rule.from))

type Choose = (line: NumberedLine) => string | undefined

function chooser(
  rule: RenumberingRule,
  others: readonly NumberedLine[],
  { ranges, shortCodes, externalPrefix }: RenumberingGround,
): Choose {
  const isExtension = (text: string) => /^\d{2,6}$/.test(text)
  if (rule.kind === 'beginning') {
    return (line) => {
      if (!applies(rule, line)) return undefined
      const to = rule.to + line.extension.slice(rule.from.length)
      return isExtension(to) ? to : undefined
    }
  }
  if (rule.kind === 'last-digits') return ({ number }) => nationalDigits(number).slice(-rule.length)
  const taken = new Map(others.map((line) => [line.extension, line]))
  const find = conflictFinder({ extensions: taken, shortCodes, externalPrefix })
  const free = (code: string) => !find(code, { kind: 'extension' }).some(({ refused }) => refused)
  const wholeRange = (first: string): ExtensionRange => ({ first, last: '9'.repeat(first.length) })
  const givers = new Map<string, Iterator<string>>()
  return ({ siteId }) => {
    const range = rule.kind === 'sequence' ? wholeRange(rule.first) : ranges.get(siteId)
    if (range === undefined) return undefined
    const key = rule.kind === 'sequence' ? '' : siteId
    const giver = givers.get(key) ?? freeIn(range, free)
    givers.set(key, giver)
    const { value, done } = giver.next()
    return done ? undefined : value
  }
}

function* freeIn({ first, last }: ExtensionRange, free: (code: string) => boolean): Generator<string> {
  for (let n = Number(first); n <= Number(last); n++) {
    const code = String(n).padStart(first.length, '0')
    if (free(code)) yield code
  }
}

/** Extensions that nobody has, from the beginning of a range; at most `limit`. */
export function freeExtensions(range: ExtensionRange, inUse: CodesInUse, limit: number): string[] {
  const find = conflictFinder(inUse)
  const free = freeIn(range, (code) => !find(code, { kind: 'extension' }).some(({ refused }) => refused))
  const found: string[] = []
  for (const code of free) {
    if (found.push(code) >= limit) break
  }
  return found
}

/** Why two digits strings are no range, or undefined when they are one. */
export function rangeFlaw({ first, last }: ExtensionRange): 'shape' | 'order' | undefined {
  if (!/^\d{2,6}$/.test(first) || !/^\d{2,6}$/.test(last) || first.length !== last.length) return 'shape'
  return codesOfRange(first, 1) && first <= last ? undefined : 'order'
}
