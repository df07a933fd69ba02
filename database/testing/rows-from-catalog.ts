import { randomBytes, randomUUID } from 'node:crypto'
import type { OwnerSession } from '../owner.ts'
import type { Column, Table } from './catalog.ts'

/** Makes a row of any table from what the catalog says about it, parents first. */

export type Row = Record<string, unknown>

/** The rows made for one company, by table. */
export type CompanyRows = Map<string, Row>

/** Parents before children; a column that may be null does not make a parent necessary. */
export function parentsFirst(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const visit = (table: Table): void => {
    if (ordered.includes(table)) return
    for (const { parent } of necessary(table)) {
      const next = tables.find((one) => one.name === parent)
      if (next !== undefined && next !== table) visit(next)
    }
    ordered.push(table)
  }
  tables.forEach(visit)
  return ordered
}

const necessary = (table: Table) =>
  table.foreignKeys.filter((key) => key.columns.some((name) => isFilled(columnOf(table, name))))

function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((one) => one.name === name)
  if (column === undefined) throw new Error(`${table.name} has no column ${name}`)
  return column
}

/** Whose row it is must be said even where the database would allow null. */
const isFilled = (column: Column): boolean => column.name === 'company_id' || !(column.nullable || column.automatic)

/** A row that satisfies not-null, foreign keys and lists of allowed words. */
export function imagine(table: Table, rows: CompanyRows): Row {
  const row: Row = {}
  for (const column of table.columns.filter(isFilled)) {
    row[column.name] =
      fromParent(table, column.name, rows) ??
      allowedWord(table, column.name) ??
      digits(table, column.name) ??
      anyValue(column)
  }
  const company = rows.get('company')
  if (company !== undefined && 'company_id' in row) row.company_id = company.id
  return row
}

function fromParent(table: Table, name: string, rows: CompanyRows): unknown {
  for (const key of table.foreignKeys) {
    const parentColumn = key.parentColumns[key.columns.indexOf(name)]
    const value = parentColumn === undefined ? undefined : rows.get(key.parent)?.[parentColumn]
    if (value !== undefined) return value
  }
  return undefined
}

/** The first word of `check (column in ('one', 'two'))`. */
function allowedWord(table: Table, name: string): string | undefined {
  const list = new RegExp(`^CHECK \\(\\(\\(?${name}(?:\\)::text)? = ANY \\(\\(?ARRAY\\['([^']+)'`)
  return table.checks.map((check) => list.exec(check)?.[1]).find((word) => word !== undefined)
}

/** Where `check (column ~ '^[0-9]{1,6}$')` takes nothing else. */
const digits = (table: Table, name: string): string | undefined =>
  table.checks.some((check) => check.includes(`(${name} ~ '^[0-9]`)) ? String(counter++) : undefined

let counter = 1_000

function anyValue({ name, type }: Column): unknown {
  if (type.endsWith('[]')) return []
  switch (type) {
    case 'uuid':
      return randomUUID()
    case 'text':
    case 'character varying':
      return `${name} ${randomBytes(6).toString('hex')}`
    case 'bytea':
      return randomBytes(8)
    case 'boolean':
      return false
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'numeric':
      return counter++
    case 'date':
    case 'timestamp with time zone':
      return new Date('2026-11-22T12:00:00Z')
    case 'json':
    case 'jsonb':
      return '{}'
    case 'inet':
      return '192.0.2.1'
    default:
      throw new Error(`Say here what a value of type ${type} looks like (${name})`)
  }
}

/** A statement with its parameters. */
export function insertion(table: string, row: Row): { sql: string; values: unknown[] } {
  const names = Object.keys(row)
  const places = names.map((_, index) => `$${index + 1}`)
  return {
    sql: `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`,
    values: Object.values(row),
  }
}

/** One row in every table, all of one new company. */
export async function fillCompany(session: OwnerSession, tables: readonly Table[]): Promise<CompanyRows> {
  const rows: CompanyRows = new Map()
  for (const table of parentsFirst(tables)) {
    const { sql, values } = insertion(table.name, imagine(table, rows))
    const [made] = await session.rows<Row>(`${sql} on conflict do nothing returning *`, values)
    const row = made ?? (await alreadyThere(session, table, rows))
    if (row === undefined) throw new Error(`No row could be made in ${table.name}`)
    rows.set(table.name, row)
  }
  return rows
}

/** A trigger may have made the company's row before us. */
async function alreadyThere(session: OwnerSession, table: Table, rows: CompanyRows): Promise<Row | undefined> {
  const [row] = await session.rows<Row>(`select * from ${table.name} where company_id = $1`, [rows.get('company')?.id])
  return row
}
