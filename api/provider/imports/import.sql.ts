import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { ImportCounts, ImportJobTable, ImportNotes, Tables } from '#database/tables.ts'
import type { CompanyFileColumn } from '#domain/provider/company-file-columns.ts'
import type { Difference } from '#domain/provider/import/difference.ts'
import type { ImportChoices } from '#domain/provider/import/mapping.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const insertImport = (db: Db, job: Insertable<ImportJobTable>) =>
  db.insertInto('import_job').values(job).execute()

/** One parameter for many rows: a statement for each would take a minute for 40,000. */
export const insertRows = (db: Db, jobId: string, rows: readonly (readonly [number, readonly string[] | null])[]) =>
  sql`insert into import_row (job_id, row, cells)
    select ${jobId}::uuid, (r ->> 0)::integer, nullif(r -> 1, 'null'::jsonb)
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`.execute(db)

export const findImport = (db: Db, id: string) =>
  db.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirst()

export type ImportJob = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** Only one works on an import at a time, and whoever dies lets go: the lock ends with the transaction. */
export async function holdImport(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`import ${id}`}, 0)) as held`.execute(db)
  return rows[0]?.held ?? false
}

/** For rows that are read to the end, whatever happens to them on the way. */
export const findRowsAfter = (db: Db, id: string, after: number, limit: number) =>
  db
    .selectFrom('import_row')
    .select(['row', 'cells', 'corrected', 'left_out', 'kind', 'difference'])
    .where('job_id', '=', id)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute()

export type StagedRow = Awaited<ReturnType<typeof findRowsAfter>>[number]

export type CheckedRow = {
  readonly row: number
  readonly kind: string
  readonly number: string | null
  readonly notes: ImportNotes | null
  readonly difference: Difference | null
}

export const saveChecked = (db: Db, id: string, rows: readonly CheckedRow[]) =>
  sql`update import_row r set kind = c.kind, number = c.number, notes = c.notes, difference = c.difference
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c (row integer, kind text, number text, notes jsonb, difference jsonb)
    where r.job_id = ${id} and r.row = c.row`.execute(db)

export const saveChoices = (db: Db, id: string, choices: ImportChoices) =>
  db
    .updateTable('import_job')
    .set({ choices: JSON.stringify(choices), state: 'mapping', counts: null, failure: null })
    .where('id', '=', id)
    .where('state', 'in', ['mapping', 'ready'])
    .executeTakeFirst()

/** `failure` absent: what is said of the last time stays. */
export const saveBegun = (db: Db, id: string, begun: 'check' | 'apply' | null, failure?: string | null) =>
  db
    .updateTable('import_job')
    .set({ begun, ...(failure === undefined ? {} : { failure }) })
    .where('id', '=', id)
    .where('state', 'in', ['mapping', 'ready'])
    .executeTakeFirst()

export const saveReady = (db: Db, id: string, counts: ImportCounts) =>
  db
    .updateTable('import_job')
    .set({ state: 'ready', begun: null, counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .where('state', '=', 'mapping')
    .executeTakeFirst()

export const saveEnded = (db: Db, id: string, state: 'done' | 'cancelled', at: Date) =>
  db
    .updateTable('import_job')
    .set({ state, begun: null, failure: null, finished_at: at })
    .where('id', '=', id)
    .where('state', 'in', ['mapping', 'ready'])
    .executeTakeFirst()

export const deleteRows = (db: Db, id: string) => db.deleteFrom('import_row').where('job_id', '=', id).execute()

export const findRow = (db: Db, id: string, row: number) =>
  db
    .selectFrom('import_row')
    .select(['row', 'corrected', 'left_out'])
    .where('job_id', '=', id)
    .where('row', '=', row)
    .executeTakeFirst()

export const saveRow = (
  db: Db,
  id: string,
  row: number,
  { corrected, leftOut }: { corrected: Partial<Record<CompanyFileColumn, string>> | null; leftOut: boolean },
) =>
  db
    .updateTable('import_row')
    .set({ corrected: corrected && JSON.stringify(corrected), left_out: leftOut })
    .where('job_id', '=', id)
    .where('row', '=', row)
    .execute()

export const leaveOutBad = (db: Db, id: string) =>
  db
    .updateTable('import_row')
    .set({ left_out: true })
    .where('job_id', '=', id)
    .where('kind', '=', 'bad')
    .executeTakeFirst()

export type Shown = 'all' | 'bad' | 'left-out' | 'added' | 'changed' | 'kept'

function shown(db: Db, id: string, show: Shown) {
  const rows = db.selectFrom('import_row').where('job_id', '=', id)
  if (show === 'all') return rows
  if (show === 'kept') return rows.where(sql<boolean>`jsonb_array_length(difference -> 'kept') > 0`)
  return rows.where('kind', '=', show)
}

export const findPreview = (db: Db, id: string, show: Shown, { limit, offset }: { limit: number; offset: number }) =>
  shown(db, id, show)
    .select(['row', 'cells', 'corrected', 'left_out', 'kind', 'notes', 'difference'])
    .orderBy('row')
    .limit(limit)
    .offset(offset)
    .execute()

export const countPreview = (db: Db, id: string, show: Shown) =>
  shown(db, id, show)
    .select((q) => q.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()

/** Lines of a company that the file does not name. They stay as they are. */
const missing = (db: Db, id: string, companyId: string) =>
  db
    .selectFrom('line')
    .where('line.company_id', '=', companyId)
    .where('line.account', '<>', 'closed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('import_row')
            .select('import_row.row')
            .where('import_row.job_id', '=', id)
            .whereRef('import_row.number', '=', 'line.number'),
        ),
      ),
    )

export const findMissing = (db: Db, id: string, companyId: string, page: { limit: number; offset: number }) =>
  missing(db, id, companyId)
    .innerJoin('site', 'site.id', 'line.site_id')
    .select([
      'line.number',
      'line.extension',
      'line.name',
      'line.service',
      'line.user_type',
      'line.email',
      'line.mobile',
      'site.name as site',
    ])
    .orderBy('line.number')
    .limit(page.limit)
    .offset(page.offset)
    .execute()

export const countMissing = (db: Db, id: string, companyId: string) =>
  missing(db, id, companyId)
    .select((q) => q.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()

/** How many imports somebody has open: staged files are no store. */
export const countOpenImports = (db: Db, createdBy: string) =>
  db
    .selectFrom('import_job')
    .where('created_by', '=', createdBy)
    .where('state', 'in', ['mapping', 'ready'])
    .select((q) => q.fn.countAll<number>().as('jobs'))
    .executeTakeFirstOrThrow()

/** Imports of the same target that somebody left lying. */
export const findOpenOf = (db: Db, target: { draftId: string } | { companyId: string }) =>
  db
    .selectFrom('import_job')
    .select('id')
    .where('state', 'in', ['mapping', 'ready'])
    .where(
      'draftId' in target ? 'draft_id' : 'company_id',
      '=',
      'draftId' in target ? target.draftId : target.companyId,
    )
    .orderBy('created_at', 'desc')
    .execute()

// ---------------------------------------------------------------- whose lines they become

export const findServices = (db: Db) =>
  db.selectFrom('service_profile').select(['code', 'name']).orderBy('rank').execute()

export const findCompany = (db: Db, id: string) =>
  db
    .selectFrom('company')
    .select(['id', 'name', 'language', 'closed_at', 'activated_at', 'password_expiry_days'])
    .where('id', '=', id)
    .executeTakeFirst()

export const findSites = (db: Db, companyId: string) =>
  db
    .selectFrom('site')
    .select(['id', 'name', 'name_key'])
    .where('company_id', '=', companyId)
    .orderBy('name_key')
    .execute()

export const countLines = (db: Db, companyId: string) =>
  db
    .selectFrom('line')
    .where('company_id', '=', companyId)
    .where('account', '<>', 'closed')
    .select((q) => q.fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow()

/** A company's lines as they are; `lock` keeps them so until the transaction ends. */
export function findLines(db: Db, companyId: string, { lock }: { lock: boolean }) {
  const lines = db
    .selectFrom('line')
    .innerJoin('site', 'site.id', 'line.site_id')
    .select([
      'line.id',
      'line.number',
      'line.extension',
      'line.name',
      'line.service',
      'line.user_type',
      'line.email',
      'line.email_status',
      'line.mobile',
      'line.account',
      'site.name as site',
    ])
    .where('line.company_id', '=', companyId)
    .orderBy('line.id')
  return (lock ? lines.forUpdate('line') : lines).execute()
}

/** Which of these numbers are of a line that is not of this company. */
export async function findNumbersElsewhere(db: Db, numbers: readonly string[], companyId: string | null) {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('line')
    .select('number')
    .where('number', '=', sql<string>`any(${numbers}::text[])`)
    .where('company_id', 'is distinct from', companyId)
    .execute()
  return rows.map((row) => row.number)
}
