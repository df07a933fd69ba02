import { type CustomTypesConfig, types } from 'pg'

/**
 * How columns become JavaScript values, the same on both engines: int8 and numeric are numbers,
 * `date` stays the text it is (a day has no time zone), timestamptz is a Date, jsonb an object, bytea a Buffer.
 */

/** Counters and sums stay far below 2^53; one that does not is a fault worth hearing of. */
function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`)
  return value
}

const asItIs = (text: string): string => text

const { INT8, NUMERIC, DATE } = types.builtins

const scalars = new Map<number, (text: string) => unknown>([
  [INT8, wholeNumber],
  [NUMERIC, Number],
  [DATE, asItIs],
])

/** The array types of the three above (pg_type.oid of _int8, _numeric, _date). */
const arrays = new Map<number, (text: string) => unknown>([
  [1016, wholeNumber],
  [1231, Number],
  [1182, asItIs],
])

/** pg's list of names has no arrays, so this is a plain number to it. */
const TEXT_ARRAY: number = 1009

function parserFor(oid: number): ((text: string) => unknown) | undefined {
  const element = arrays.get(oid)
  if (element === undefined) return scalars.get(oid)
  const split: (text: string) => (string | null)[] = types.getTypeParser(TEXT_ARRAY)
  return (text) => split(text).map((item) => (item === null ? null : element(item)))
}

export const rowTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) => parserFor(oid) ?? types.getTypeParser(oid, format ?? 'text'),
}
