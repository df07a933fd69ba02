import type { OwnerSession } from '../owner.ts'

/** The schema as the database itself tells it, so that a proof covers tables that do not exist yet. */

export interface Column {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  /** Filled by the database unless we do: a default, an identity, a generated expression. */
  readonly automatic: boolean
}

export interface ForeignKey {
  readonly parent: string
  readonly columns: readonly string[]
  readonly parentColumns: readonly string[]
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly foreignKeys: readonly ForeignKey[]
  /** Definitions of the check constraints. */
  readonly checks: readonly string[]
}

/** Ordinary and partitioned tables of ours; a partition is seen through its parent. */
const TABLES = `
  select c.relname as name,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
        'nullable', not a.attnotnull, 'automatic', a.atthasdef or a.attidentity <> '') order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('parent', f.confrelid::regclass::text,
        'columns', (select json_agg(a.attname order by k.n) from unnest(f.conkey) with ordinality as k (num, n)
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num),
        'parentColumns', (select json_agg(a.attname order by k.n) from unnest(f.confkey) with ordinality as k (num, n)
          join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.num))), '[]')
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as "foreignKeys",
    (select coalesce(json_agg(pg_get_constraintdef(k.oid)), '[]')
      from pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> 'migration'
  order by c.relname`

export const readTables = (session: OwnerSession): Promise<Table[]> => session.rows<Table>(TABLES)

/** Tables, views and whatever else shows a company's rows: its name and the column that says whose they are. */
const SCOPED = `
  select c.relname as name, a.attname as "companyColumn"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and (a.attname = 'company_id' or (c.relname = 'company' and a.attname = 'id'))
  order by c.relname`

export interface ScopedRelation {
  readonly name: string
  readonly companyColumn: string
}

export const readScoped = (session: OwnerSession): Promise<ScopedRelation[]> => session.rows<ScopedRelation>(SCOPED)
