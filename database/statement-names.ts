/**
 * Gives often-used statements a name, so that each connection parses and plans them once.
 * On a short query under row-level security that is more than half of its time.
 */

const NAMED = 200 // each costs every connection its plan
const NAMED_MORE = 100 // places kept for statements that are known to be worth it
const CANDIDATES = 1_000
const USES_BEFORE_NAME = 3
const LONGEST = 4_000 // a bulk insert differs in its number of rows each time

const names = new Map<string, string>()
const uses = new Map<string, number>()

/**
 * The name to prepare `sql` under, or undefined while it is not known to come back.
 * @param alone it is the whole of its transaction, and gains a message by its name: whatever came before, there is a place
 */
export function statementName(sql: string, alone: boolean): string | undefined {
  const name = names.get(sql)
  if (name !== undefined || sql.length > LONGEST || names.size >= (alone ? NAMED + NAMED_MORE : NAMED)) return name
  const count = (uses.get(sql) ?? 0) + 1
  if (count < USES_BEFORE_NAME) {
    if (uses.size >= CANDIDATES) uses.clear()
    uses.set(sql, count)
    return undefined
  }
  uses.delete(sql)
  const given = `osw${names.size + 1}`
  names.set(sql, given)
  return given
}
