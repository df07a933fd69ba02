import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { Owner } from '#database/owner.ts'
import type { CompanySecretTable, CompanyTable, NewLine, SiteTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type SeedLine = NewLine & { id: string }
export type SeedBatch = {
  companies: Insertable<CompanyTable>[]
  sites: Insertable<SiteTable>[]
  secrets: Insertable<CompanySecretTable>[]
  lines: SeedLine[]
}

export const countLines = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom('line')
    .select((q) => q.fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow()
  return row.lines
}

/** Rows as one JSON text a table: no limit of parameters, and the fastest way in without COPY. */
export async function insertBatch(
  db: Db,
  { companies, sites, secrets, lines }: SeedBatch,
  own: { hash: string; pepperId: string },
): Promise<void> {
  // A batch may lie within one company that an earlier batch began.
  if (companies.length > 0) {
    await db.insertInto('company').values(companies).execute()
    await db.insertInto('site').values(sites).execute()
    await db.insertInto('company_secret').values(secrets).execute()
  }
  await sql`
    insert into line (id, company_id, number, extension, name, name_key, site_id, service, role, user_type, account, credential,
      credential_set_at, credential_expires_at, gate_opened_at, email, email_status, email_source, activated_at, search_text)
    select id, company_id, number, extension, name, name_key, site_id, service, role, user_type, account, credential,
      credential_set_at, credential_expires_at, gate_opened_at, email, email_status, email_source, activated_at, search_text
    from jsonb_populate_recordset(null::public.line, ${JSON.stringify(lines)}::jsonb)`.execute(db)
  await sql`
    insert into credential (line_id, company_id, password_hash, pepper_id)
    select id, company_id, case credential when 'shared' then null else ${own.hash} end,
      case credential when 'shared' then null else ${own.pepperId} end
    from jsonb_populate_recordset(null::public.line, ${JSON.stringify(lines.map(({ id, company_id, credential }) => ({ id, company_id, credential })))}::jsonb)`.execute(
    db,
  )
}

/** Runs a large insertion without the secondary indexes of lines: built once afterwards, they cost a tenth. */
export async function withoutSecondaryIndexes(owner: Owner, work: () => Promise<void>): Promise<void> {
  const indexes = await owner.session(async (session) => {
    const found = await session.rows<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i where i.indrelid in ('line'::regclass, 'credential'::regclass) and not i.indisunique`,
    )
    for (const { name } of found) await session.run(`drop index ${name}`)
    return found
  })
  try {
    await work()
  } finally {
    await owner.session(async (session) => {
      await session.run(`set maintenance_work_mem = '512MB'`)
      for (const { definition } of indexes) await session.run(definition)
      await session.run('analyze line; analyze credential; analyze company; analyze site')
    })
  }
}

/** Calls of one company's lines in the last 80 days, every list and outcome, the first lines busier than the others. */
export const insertCalls = (db: Db, companyId: string, calls: number, now: Date) =>
  sql`
    with people as (
      select id, name, row_number() over (order by number) - 1 as place, count(*) over () as many
      from line where company_id = ${companyId}),
    made as (
      select n, floor(p.many * ((n % 1000) / 1000.0) ^ 2) as place, (n * 7919) % p.many as other
      from generate_series(1, ${calls}::int) n, (select max(many) as many from people) p)
    insert into call_record (id, company_id, line_id, call_id, direction, list, outcome, started_at, ended_at, seconds,
      other_number, other_line_id, other_name, other_key, search_text, detail)
    select gen_random_uuid(), ${companyId}, a.id, 'seed-' || n, case n % 4 when 1 then 'out' else 'in' end,
      (array['missed', 'made', 'received', 'rejected'])[n % 4 + 1],
      (array['unanswered', 'answered', 'answered', 'refused'])[n % 4 + 1],
      ${now}::timestamptz - make_interval(secs => (n::bigint * 6700417 % 6912000)::double precision),
      ${now}::timestamptz - make_interval(secs => (n::bigint * 6700417 % 6912000)::double precision - 60),
      case n % 4 when 1 then 60 when 2 then 60 else 0 end,
      case n % 3 when 0 then null else '+390115' || lpad((n % 100000)::text, 6, '0') end,
      case n % 3 when 0 then b.id end, case n % 3 when 0 then b.name end,
      case n % 3 when 0 then b.id::text else '+390115' || lpad((n % 100000)::text, 6, '0') end,
      '0115' || lpad((n % 100000)::text, 6, '0'),
      jsonb_build_object('reasons', '[]'::jsonb, 'path', '[]'::jsonb)
    from made join people a on a.place = made.place join people b on b.place = made.other
    on conflict do nothing`.execute(db)
