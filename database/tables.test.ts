import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { readTables } from './testing/catalog.ts'
import { freshCellar } from './testing/fresh-cellar.ts'

/** `tables/` is written by hand; here it is held against the migrated database. */

type Shape = Record<string, Record<string, 'required' | 'nullable'>>

let written: string
beforeAll(async () => {
  const folder = join(import.meta.dirname, 'tables')
  const rooms = await Promise.all((await readdir(folder)).map((room) => readFile(join(folder, room), 'utf8')))
  written = rooms.join('\n')
})

/** The lines between `interface <name> {` and its closing brace, as name and type. */
function members(name: string): [string, string][] {
  const body = new RegExp(`interface ${name} \\{\\n([^}]*)\\n\\}`).exec(written)?.[1] ?? ''
  return [...body.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, key = '', type = '']) => [key, type])
}

/** What the rooms add to `Tables`. A room that `tables.ts` leaves out is a type error wherever its tables are read. */
const named = () => [...written.matchAll(/interface (\w+Tables) /g)].flatMap(([, room = '']) => members(room))

const readShape = (): Shape =>
  Object.fromEntries(
    named().map(([table, row]) => [
      table,
      Object.fromEntries(
        members(row).map(([column, type]) => [column, /\| null|^MaybeInstant/.test(type) ? 'nullable' : 'required']),
      ),
    ]),
  )

it('names the tables and columns that exist, and which may be null', async () => {
  const cellar = await freshCellar()
  const tables = await cellar.owner.session(readTables)
  const existing: Shape = Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      Object.fromEntries(columns.map((column) => [column.name, column.nullable ? 'nullable' : 'required'])),
    ]),
  )
  expect(readShape()).toEqual(existing)
})
