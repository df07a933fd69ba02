/** Facts of a refusal by the database. Both engines tell them alike; neither's error class is shared, so we read fields. */

const textOf = (error: unknown, field: 'code' | 'constraint'): string | undefined => {
  if (!(error instanceof Error) || !(field in error)) return undefined
  const value: unknown = Reflect.get(error, field)
  return typeof value === 'string' ? value : undefined
}

/** The five-character SQLSTATE, or undefined when the error did not come from the database. */
export const sqlState = (error: unknown): string | undefined => textOf(error, 'code')

/** Name of the unique, foreign-key or check constraint that a statement ran into. */
export const brokenConstraint = (error: unknown): string | undefined => textOf(error, 'constraint')

/** A statement was prepared before a migration changed what it returns; its connection has to go. */
export const planIsStale = (error: unknown): boolean =>
  sqlState(error) === '0A000' && error instanceof Error && error.message.startsWith('cached plan')

/** PostgreSQL asks to try these again: serialization_failure, deadlock_detected. */
export function deservesAnotherTry(error: unknown): boolean {
  const state = sqlState(error)
  return state === '40001' || state === '40P01' || planIsStale(error)
}
