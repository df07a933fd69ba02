import { numberType, readPhoneNumber, showPhoneNumber } from '../phone-number.ts'

/**
 * What a new extension or short code would stand in the way of (spec/product 3.5, 3.6, 8.2). Star codes are no neighbours:
 * they begin with `*` or `#`, which no extension and no short code does.
 */
export const conflictKinds = [
  /** Dialling it calls for help; nothing ever stands in its place. */
  'emergency',
  /** On a phone that dials digit by digit, nobody would reach 112 any more. */
  'emergency-beginning',
  /** The same for 1515, 1522, 1530, 19696. */
  'help-beginning',
  /** A number of the network has these digits: 1928, 155. */
  'service-number',
  'extension',
  'short-code',
  /** It is the beginning of a longer one, or a shorter one is its beginning: digit by digit one hides the other. */
  'begins-another',
  'another-begins-it',
  /** It begins with the digit for an outside line. */
  'external-prefix',
  /** Not as long as the company's extensions are. */
  'length',
  /** Outside the digits that its site keeps for itself. */
  'outside-range',
] as const
export type ConflictKind = (typeof conflictKinds)[number]

export type CodeConflict = {
  readonly kind: ConflictKind
  /** Nobody may have it so; otherwise good to know. */
  readonly refused: boolean
  /** The number, extension or code it meets. */
  readonly with: string
  /** Whose that is, where it is somebody's. */
  readonly name: string
}

export type CodesInUse = {
  readonly extensions: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  readonly shortCodes: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  readonly externalPrefix: string | null
}

/** Emergency and help numbers (8.2); the 116 family by its beginning alone. */
export const helpNumbers = ['112', '113', '114', '115', '117', '118', '1515', '1522', '1530', '19696'] as const

export type ConflictFinder = (
  code: string,
  /** `own`: the line or entry that has it, which is not in its own way. */
  as: { readonly kind: 'extension' | 'short-code'; readonly own?: string },
) => CodeConflict[]

/** Looks a code up among all others; made once for many codes. */
export function conflictFinder({ extensions, shortCodes, externalPrefix }: CodesInUse): ConflictFinder {
  const longer = new Map<string, { code: string; name: string }>()
  for (const [code, { name }] of [...extensions, ...shortCodes]) {
    for (let length = 1; length < code.length; length++) {
      const beginning = code.slice(0, length)
      if (!longer.has(beginning)) longer.set(beginning, { code, name })
    }
  }
  return (code, { kind, own }) => {
    const found: CodeConflict[] = []
    const add = (conflict: ConflictKind, refused: boolean, other: string, name = '') =>
      found.push({ kind: conflict, refused, with: other, name })

    const help = helpBehind(code, externalPrefix)
    if (help !== undefined) add('emergency', true, help)
    else {
      const begun = helpBegun(code)
      if (begun !== undefined)
        add(begun.startsWith('11') ? 'emergency-beginning' : 'help-beginning', begun.startsWith('11'), begun)
      const number = readPhoneNumber(code)
      // A short code has a free choice of digits; extensions 100–199 are the habit of whole offices.
      if (number !== undefined) add('service-number', kind === 'short-code', showPhoneNumber(number))
    }
    const extension = extensions.get(code)
    if (extension && extension.id !== own) add('extension', true, code, extension.name)
    const short = shortCodes.get(code)
    if (short && short.id !== own) add('short-code', true, code, short.name)
    const after = longer.get(code)
    if (after) add('begins-another', false, after.code, after.name)
    for (let length = 1; length < code.length; length++) {
      const before = code.slice(0, length)
      const shorter = extensions.get(before) ?? shortCodes.get(before)
      if (!shorter) continue
      add('another-begins-it', false, before, shorter.name)
      break
    }
    if (externalPrefix !== null && code.startsWith(externalPrefix)) add('external-prefix', false, externalPrefix)
    return found
  }
}

/** The number for help that these digits dial, also behind the digit for an outside line. */
function helpBehind(code: string, externalPrefix: string | null): string | undefined {
  const outside = externalPrefix !== null && code.startsWith(externalPrefix) ? code.slice(1) : undefined
  return [code, outside].find((digits) => {
    const number = digits === undefined ? undefined : readPhoneNumber(digits)
    return number !== undefined && numberType(number) === 'emergency'
  })
}

/** The number for help that begins with these digits. */
function helpBegun(code: string): string | undefined {
  if (/^116\d{0,2}$/.test(code)) return '116117'
  return helpNumbers.find((number) => number.startsWith(code))
}

/** Why a digit cannot open an outside line, and which codes it would hide on phones that dial digit by digit. */
export function prefixConflicts(digit: string, inUse: Omit<CodesInUse, 'externalPrefix'>): CodeConflict[] {
  if (digit === '1') return [{ kind: 'emergency-beginning', refused: true, with: '112', name: '' }]
  const find = conflictFinder({ ...inUse, externalPrefix: digit })
  const kinds: readonly ConflictKind[] = ['emergency', 'external-prefix']
  const of = (codes: CodesInUse['extensions'], kind: 'extension' | 'short-code') =>
    [...codes]
      .filter(([code]) => code.startsWith(digit))
      .flatMap(([code, { id, name }]) =>
        find(code, { kind, own: id })
          .filter((conflict) => kinds.includes(conflict.kind))
          .map((conflict) => ({ ...conflict, with: code, name })),
      )
  return [...of(inUse.extensions, 'extension'), ...of(inUse.shortCodes, 'short-code')]
}

/** The codes of a range as they are dialled, all as long as the first: `098`, `099`, `100`. Undefined: they do not fit. */
export function codesOfRange(first: string, count: number): string[] | undefined {
  const from = Number(first)
  if (String(from + count - 1).length > first.length) return undefined
  return Array.from({ length: count }, (_, i) => String(from + i).padStart(first.length, '0'))
}
