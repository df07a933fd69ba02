/** Star codes as a company has them (spec/product 5.1, 8.4): data, never wired in. */

export const serviceNames = [
  'forward-all',
  'no-answer',
  'busy',
  'unavailable',
  'every-forward',
  'do-not-disturb',
  'call-waiting',
  'anonymous-rejection',
  'reject-last-caller',
  'identity',
  'echo-test',
  'prove-line',
] as const
export type ServiceName = (typeof serviceNames)[number]

export const serviceActions = ['set', 'on', 'off', 'cancel', 'query', 'withhold-once', 'show-once', 'call'] as const
export type ServiceAction = (typeof serviceActions)[number]

export type ServiceCode = {
  /** As it is dialled; `N` stands for a number, `S` for seconds, `P` for the PIN of call services,
   * `D` for four digits that the portal shows: `*61*N**S#`. */
  readonly pattern: string
  readonly service: ServiceName
  readonly action: ServiceAction
  /** The one the card prints; the others are aliases. */
  readonly main: boolean
}

export type DialledCode = {
  readonly code: ServiceCode
  readonly number?: string
  readonly seconds?: number
  readonly pin?: string
  readonly digits?: string
}

/** Finds what somebody dialled among a company's codes. */
export type CodeReader = (dialled: string) => DialledCode | undefined

const places: Readonly<Record<string, string>> = {
  N: '(?<number>\\+?\\d{2,20})',
  S: '(?<seconds>\\d{1,2})',
  P: '(?<pin>\\d{4,8})',
  D: '(?<digits>\\d{4})',
}

/** Makes the reader of a company's codes; without such a place a code is found by one look-up. */
export function codeReader(codes: readonly ServiceCode[]): CodeReader {
  const fixed = new Map(codes.filter(({ pattern }) => !/[NSPD]/.test(pattern)).map((code) => [code.pattern, code]))
  const open = codes
    .filter(({ pattern }) => !fixed.has(pattern))
    // The more a pattern spells out, the earlier it is tried.
    .toSorted((a, b) => b.pattern.length - a.pattern.length)
    .map((code) => ({ code, form: formOf(code.pattern) }))
  return (dialled) => {
    const known = fixed.get(dialled)
    if (known) return { code: known }
    for (const { code, form } of open) {
      const found = form.exec(dialled)?.groups
      if (found) return read(code, found)
    }
    return undefined
  }
}

const formOf = (pattern: string): RegExp =>
  new RegExp(`^${[...pattern].map((sign) => places[sign] ?? (/\d/.test(sign) ? sign : `\\${sign}`)).join('')}$`)

const read = (code: ServiceCode, { number, seconds, pin, digits }: Partial<Record<string, string>>): DialledCode => ({
  code,
  ...(number === undefined ? {} : { number }),
  ...(seconds === undefined ? {} : { seconds: Number(seconds) }),
  ...(pin === undefined ? {} : { pin }),
  ...(digits === undefined ? {} : { digits }),
})
