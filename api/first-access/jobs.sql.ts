import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { BulkAction, BulkAsked, LineRow } from '#database/tables.ts'
import type { TimeZone } from '#domain/time-zone.ts'

export type NewJob = {
  readonly id: string
  readonly companyId: string
  readonly key: string
  readonly action: BulkAction
  readonly administratorId: string
  readonly siteId: string | null
  readonly asked: BulkAsked
  readonly at: Date
  readonly lineIds: readonly string[]
}

/** False when the same press has made a job already. */
export async function insertJob(trx: Transaction, job: NewJob): Promise<boolean> {
  const done = await trx
    .insertInto('bulk_job')
    .values({
      id: job.id,
      company_id: job.companyId,
      key: job.key,
      action: job.action,
      administrator_id: job.administratorId,
      site_id: job.siteId,
      total: job.lineIds.length,
      asked: JSON.stringify(job.asked),
      created_at: job.at,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'key']).doNothing())
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows !== 1n) return false
  await sql`
    insert into bulk_job_line (job_id, company_id, position, line_id)
    select ${job.id}, ${job.companyId}, place, id
    from unnest(${`{${job.lineIds.join(',')}}`}::uuid[]) with ordinality as asked (id, place)`.execute(trx)
  return true
}

export const findJobByKey = (trx: Transaction, companyId: string, key: string) =>
  trx
    .selectFrom('bulk_job')
    .select(['id', 'total'])
    .where('company_id', '=', companyId)
    .where('key', '=', key)
    .executeTakeFirst()

/** Every job that has not come to its end, oldest first; also those of a process that died. */
export const findUnfinished = (trx: Transaction) =>
  trx
    .selectFrom('bulk_job as j')
    .innerJoin('line as a', 'a.id', 'j.administrator_id')
    .select(['j.id', 'j.company_id', 'j.action', 'j.administrator_id', 'j.site_id', 'j.asked', 'j.created_at'])
    .select(['a.administrator_sites', 'a.role as administrator_role', 'a.account as administrator_account'])
    .where('j.finished_at', 'is', null)
    .orderBy('j.created_at')
    .limit(20)
    .execute()

export type BulkJob = Awaited<ReturnType<typeof findUnfinished>>[number]

/** A line as the work of a job needs it. */
export type BulkLine = Pick<
  LineRow,
  | 'id'
  | 'number'
  | 'name'
  | 'role'
  | 'account'
  | 'credential'
  | 'credential_expires_at'
  | 'email'
  | 'email_status'
  | 'mobile'
  | 'language'
  | 'first_access'
  | 'site_id'
> & {
  password_hash: string | null
  company_name: string
  shared_closed_at: Date | null
  invitations_only: boolean
  time_zone: TimeZone
  position: number
}

/** The next lines that wait, `after` the ones done before, for nobody else until the transaction ends; `line` is undefined for one that is gone. */
export async function takeWaiting(trx: Transaction, job: BulkJob, after: number, limit: number) {
  const { rows } = await sql<{ position: number; line_id: string }>`
    select position, line_id from bulk_job_line where job_id = ${job.id} and state = 'waiting' and position > ${after}
    order by position limit ${limit} for update skip locked`.execute(trx)
  if (rows.length === 0) return []
  const ids = `{${rows.map((row) => row.line_id).join(',')}}`
  // In the order of their ids: two jobs that meet on the same lines wait for each other and do not block for ever.
  await sql`select id from line where company_id = ${job.company_id} and id = any(${ids}::uuid[]) order by id for update`.execute(
    trx,
  )
  const { rows: lines } = await sql<Omit<BulkLine, 'position'>>`
    select l.id, l.number, l.name, l.role, l.account, l.credential, l.credential_expires_at, l.email, l.email_status,
      l.mobile, l.language, l.first_access, l.site_id, k.password_hash, c.name as company_name, s.closed_at as shared_closed_at,
      c.invitations_only, t.time_zone
    from line l join credential k on k.line_id = l.id join company c on c.id = l.company_id
      join site t on t.id = l.site_id
      left join company_secret s on s.company_id = l.company_id
    where l.company_id = ${job.company_id} and l.id = any(${ids}::uuid[])`.execute(trx)
  const known = new Map(lines.map((line) => [line.id, line]))
  const sites = job.administrator_sites
  return rows.map(({ position, line_id }) => {
    const line = known.get(line_id)
    // An administrator of some sites meets no line of the others.
    const hidden = line && sites !== null && !sites.includes(line.site_id)
    return { position, line: line && !hidden ? { ...line, position } : undefined }
  })
}

/** What became of one line; `secret` waits, sealed, for its sheet. */
export type Outcome = {
  readonly position: number
  readonly state: 'done' | 'refused'
  readonly outcome: string | null
  readonly secret?: Buffer
}

export async function writeOutcomes(trx: Transaction, jobId: string, outcomes: readonly Outcome[]): Promise<void> {
  const positions = `{${outcomes.map(({ position }) => position).join(',')}}`
  const states = `{${outcomes.map(({ state }) => state).join(',')}}`
  const words = `{${outcomes.map(({ outcome }) => outcome ?? 'null').join(',')}}`
  const secrets = outcomes.map(({ secret }) => secret?.toString('hex') ?? '')
  await sql`
    update bulk_job_line b set state = o.state, outcome = o.outcome,
      secret = case when o.secret = '' then null else decode(o.secret, 'hex') end
    from unnest(${positions}::integer[], ${states}::text[], ${words}::text[], ${`{${secrets.map((s) => `"${s}"`).join(',')}}`}::text[])
      as o (position, state, outcome, secret)
    where b.job_id = ${jobId} and b.position = o.position`.execute(trx)
}

/** Its end, unless somebody else still works on some of its lines. */
export async function finishJob(trx: Transaction, jobId: string, now: Date): Promise<void> {
  await sql`
    update bulk_job set finished_at = ${now} where id = ${jobId} and finished_at is null
      and not exists (select from bulk_job_line where job_id = ${jobId} and state = 'waiting')`.execute(trx)
}

const jobColumns = sql`j.id, j.action, j.total, j.created_at, j.finished_at, j.administrator_id, b.*`
const jobCounts = sql`cross join lateral (select count(*) filter (where state = 'done') as done,
  count(*) filter (where state = 'refused') as refused,
  count(*) filter (where state = 'done' and outcome = 'sms') as by_sms,
  coalesce(bool_or(secret is not null), false) as sheets from bulk_job_line where job_id = j.id) b`

export type JobRow = {
  id: string
  action: BulkAction
  total: number
  created_at: Date
  finished_at: Date | null
  administrator_id: string
  done: number
  refused: number
  by_sms: number
  sheets: boolean
}

/** An administrator's own jobs: nobody else's sheets can be printed. */
export async function findJob(trx: Transaction, administratorId: string, jobId: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`
    select ${jobColumns} from bulk_job j ${jobCounts} where j.id = ${jobId} and j.administrator_id = ${administratorId}`.execute(
    trx,
  )
  return rows[0]
}

export async function findLatestJobs(trx: Transaction, administratorId: string, since: Date): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select ${jobColumns} from bulk_job j ${jobCounts}
    where j.company_id = current_company() and j.administrator_id = ${administratorId} and j.created_at >= ${since}
    order by j.created_at desc limit 5`.execute(trx)
  return rows
}

export async function countReasons(trx: Transaction, jobId: string) {
  const { rows } = await sql<{ reason: string; lines: number }>`
    select outcome as reason, count(*) as lines from bulk_job_line
    where job_id = ${jobId} and state = 'refused' group by outcome order by count(*) desc`.execute(trx)
  return rows
}

export async function findRefused(trx: Transaction, jobId: string, limit: number) {
  const { rows } = await sql<{ line_id: string; reason: string; number: string; extension: string; name: string }>`
    select b.line_id, b.outcome as reason, l.number, l.extension, l.name
    from bulk_job_line b join line l on l.id = b.line_id
    where b.job_id = ${jobId} and b.state = 'refused' order by b.position limit ${limit}`.execute(trx)
  return rows
}

export async function findSecrets(trx: Transaction, jobId: string) {
  const { rows } = await sql<{
    line_id: string
    secret: Buffer
    number: string
    extension: string
    name: string
    expires_at: Date
  }>`
    select b.line_id, b.secret, l.number, l.extension, l.name, l.credential_expires_at as expires_at
    from bulk_job_line b join line l on l.id = b.line_id
    where b.job_id = ${jobId} and b.secret is not null order by b.position`.execute(trx)
  return rows
}

export const eraseSecrets = (trx: Transaction, jobId: string) =>
  trx.updateTable('bulk_job_line').set({ secret: null }).where('job_id', '=', jobId).execute()

/** Sheets that nobody may print any more. */
export async function eraseOldSecrets(trx: Transaction, finishedBefore: Date): Promise<void> {
  await sql`
    update bulk_job_line b set secret = null from bulk_job j
    where j.id = b.job_id and b.secret is not null and j.finished_at <= ${finishedBefore}`.execute(trx)
}
