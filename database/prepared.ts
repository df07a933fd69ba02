import { escapeLiteral, type PoolClient } from 'pg'

/**
 * Statements that a connection has prepared under their name can be called by SQL, so that one message carries BEGIN,
 * the role, whom it acts for, the statement and COMMIT: a system call and a wake-up on each side instead of three.
 * One message is also the only safe way: PostgreSQL drops the rest of it at the first error, whatever that is, while
 * statements sent one behind the other would go on as whoever the connection belongs to.
 */

const preparedBy = new WeakMap<PoolClient, Set<string>>()

export const hasPrepared = (client: PoolClient, name: string | undefined): name is string =>
  name !== undefined && preparedBy.get(client)?.has(name) === true

export function notePrepared(client: PoolClient, name: string): void {
  const known = preparedBy.get(client)
  if (known) known.add(name)
  else preparedBy.set(client, new Set([name]))
}

/** More than this is dearer to write as a literal, and to read again on the other side, than two messages more. */
const longest = 4_000

/** Whether values are short enough to be written into the statement's call. */
export const areShort = (parameters: readonly unknown[]): boolean =>
  parameters.every((value) => {
    if (typeof value === 'string') return value.length <= longest
    return !(value instanceof Uint8Array) || value.length <= longest
  })

/** The call of a prepared statement, with the values that `pg` would have sent beside it. */
export const callOf = (name: string, parameters: readonly unknown[]): string =>
  parameters.length === 0 ? `EXECUTE ${name}` : `EXECUTE ${name}(${parameters.map(literal).join(',')})`

/** As `pg` writes values; its function for it is not among what it exports. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`
  return escapeLiteral(textOf(value))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const element = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return textOf(value)
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`
  return `"${textOf(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
