import { beforeAll, describe, expect, it } from 'vitest'
import type { Cellar } from './connect.ts'
import type { OwnerSession } from './owner.ts'
import { readScoped, readTables, type ScopedRelation, type Table } from './testing/catalog.ts'
import { freshCellar } from './testing/fresh-cellar.ts'
import { type CompanyRows, fillCompany, imagine, insertion } from './testing/rows-from-catalog.ts'

/**
 * Proof that one company never sees or touches another's rows, whatever the query forgets to filter.
 * Relations come from the catalog, so that a new table is covered on the day it is added.
 */

let cellar: Cellar
let tables: Table[]
let scoped: ScopedRelation[]
let mine: CompanyRows
let theirs: CompanyRows

beforeAll(async () => {
  cellar = await freshCellar()
  await cellar.owner.session(async (session) => {
    tables = await readTables(session)
    scoped = await readScoped(session)
    mine = await fillCompany(session, tables)
    theirs = await fillCompany(session, tables)
    await fillProvider(session)
  })
})

/** Rows of no company, where there may be such: the provider's own. */
async function fillProvider(session: OwnerSession): Promise<void> {
  for (const table of tables.filter(({ columns }) =>
    columns.some((one) => one.name === 'company_id' && one.nullable),
  )) {
    const { sql, values } = insertion(table.name, { ...imagine(table, theirs), company_id: null })
    await session.rows(sql, values)
  }
}

/** Runs as the portal's role with these settings, and undoes it all. */
function asPortal<T>(settings: Record<string, unknown>, work: (session: OwnerSession) => Promise<T>): Promise<T> {
  return cellar.owner.session(async (session) => {
    await session.run('begin; set local role osw_portal')
    for (const [name, value] of Object.entries(settings)) {
      await session.rows('select set_config($1, $2, true)', [`app.${name}`, value])
    }
    const result = await work(session)
    await session.run('rollback')
    return result
  })
}

const viewer = (rows: CompanyRows) => ({ company: rows.get('company')?.id, line: rows.get('line')?.id })

/** Relations (or one privilege on them) that the portal's role was granted. */
async function granted(privilege: string): Promise<ScopedRelation[]> {
  const rows = await cellar.owner.session((session) =>
    session.rows<{ name: string }>(
      `select name from unnest($1::text[]) as name where has_table_privilege('osw_portal', name, $2)`,
      [scoped.map(({ name }) => name), privilege],
    ),
  )
  return scoped.filter(({ name }) => rows.some((row) => row.name === name))
}

async function countSeen(
  settings: Record<string, unknown>,
  where: (relation: ScopedRelation) => string,
  company: unknown,
) {
  const counts: Record<string, number> = {}
  for (const relation of await granted('select')) {
    const [row] = await asPortal(settings, (session) =>
      session.rows<{ n: number }>(`select count(*) as n from ${relation.name} where ${where(relation)}`, [company]),
    )
    counts[relation.name] = row?.n ?? -1
  }
  return counts
}

const everyRelation = async (n: number): Promise<Record<string, number>> =>
  Object.fromEntries((await granted('select')).map(({ name }) => [name, n]))

describe('reading', () => {
  it('shows each relation’s own row, so that the proofs below prove something', async () => {
    const own = await countSeen(viewer(mine), ({ companyColumn }) => `${companyColumn} = $1`, mine.get('company')?.id)
    expect(Object.entries(own).filter(([, n]) => n === 0)).toEqual([])
    expect(Object.keys(own).length).toBeGreaterThan(10)
  })

  it('shows no row of another company, nor of the provider', async () => {
    const company = mine.get('company')?.id
    const others = ({ companyColumn }: ScopedRelation) => `${companyColumn} is distinct from $1`
    expect(await countSeen(viewer(mine), others, company)).toEqual(await everyRelation(0))
    // The line of a stranger opens nothing either.
    const stranger = { company, line: theirs.get('line')?.id, subject: theirs.get('line')?.id }
    expect(await countSeen(stranger, others, company)).toEqual(await everyRelation(0))
  })

  it('shows nothing at all when no company is set', async () => {
    const anything = () => '$1::uuid is null or true'
    expect(await countSeen({}, anything, null)).toEqual(await everyRelation(0))
    expect(await countSeen({ company: '', line: '' }, anything, null)).toEqual(await everyRelation(0))
  })

  it('shows a person’s rows to that person and to whoever acts for it, calls and messages to that person alone', async () => {
    const personal = await cellar.owner.session((session) =>
      session.rows<{ name: string; acting: boolean }>(
        `select tablename as name, qual like '%current_subject%' as acting from pg_policies
        where 'osw_portal' = any(roles) and qual like '%current_line%' order by 1`,
      ),
    )
    expect(personal).toEqual(
      expect.arrayContaining([
        { name: 'credential', acting: true },
        { name: 'session', acting: true },
        { name: 'call_record', acting: false },
        { name: 'voicemail_audio', acting: false },
        { name: 'voicemail_message', acting: false },
      ]),
    )
    const line = mine.get('line')?.id
    const colleague = { company: mine.get('company')?.id, line: 'a0000000-0000-4000-8000-00000000cafe' }
    for (const { name, acting } of personal) {
      const seenBy = (settings: Record<string, unknown>) =>
        asPortal(settings, (session) => session.rows(`select 1 from ${name} where line_id = $1`, [line]))
      expect(await seenBy(viewer(mine)), name).not.toHaveLength(0)
      expect(await seenBy(colleague), name).toHaveLength(0)
      expect((await seenBy({ ...colleague, subject: line })).length > 0, name).toBe(acting)
    }
  })
})

describe('writing', () => {
  it('adds no row for another company', async () => {
    for (const { name } of await granted('insert')) {
      const table = tables.find((one) => one.name === name)
      if (table === undefined) continue
      const { sql, values } = insertion(name, imagine(table, theirs))
      const attempt = asPortal(viewer(mine), (session) => session.rows(sql, values))
      await expect(attempt, name).rejects.toThrow('row-level security')
    }
  })

  it.each([
    ['changes', 'update', (name: string, column: string) => `update ${name} set ${column} = ${column}`],
    ['removes', 'delete', (name: string) => `delete from ${name}`],
  ])('%s no row of another company', async (_verb, privilege, statement) => {
    for (const { name, companyColumn } of await granted(privilege)) {
      const touched = asPortal(viewer(mine), (session) =>
        session.rows(`${statement(name, companyColumn)} where ${companyColumn} = $1 returning 1`, [
          theirs.get('company')?.id,
        ]),
      )
      expect(await touched, name).toEqual([])
    }
  })

  it('moves no row of one’s own to another company', async () => {
    for (const { name, companyColumn } of await granted('update')) {
      const moved = asPortal(viewer(mine), (session) =>
        session.rows(`update ${name} set ${companyColumn} = $1`, [theirs.get('company')?.id]),
      )
      await expect(moved, name).rejects.toThrow('row-level security')
    }
  })
})

describe('the roles', () => {
  it('cannot sign in, pass row security, make roles or own anything', async () => {
    const roles = await cellar.owner.session((session) =>
      session.rows(
        `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin as mighty,
          exists (select from pg_shdepend where refobjid = r.oid and deptype = 'o') as owner
        from pg_roles r where rolname like 'osw!_%' escape '!' order by 1`,
      ),
    )
    expect(roles).toEqual([
      { name: 'osw_portal', mighty: false, owner: false },
      { name: 'osw_service', mighty: false, owner: false },
    ])
  })

  it('the portal’s reads without row security only what is the same for everybody', async () => {
    const open = await cellar.owner.session((session) =>
      session.rows<{ name: string }>(
        `select relname as name from pg_class c
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'f') and not relrowsecurity
          and has_any_column_privilege('osw_portal', c.oid, 'select, insert, update, references')
        order by 1`,
      ),
    )
    expect(open).toEqual([{ name: 'service_profile' }])
  })

  it('views look with the eyes of whoever asks', async () => {
    const blind = await cellar.owner.session((session) =>
      session.rows(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
          and not coalesce(reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)`,
      ),
    )
    expect(blind).toEqual([])
  })
})

describe('audit events are only ever added', () => {
  const changes = ['update audit_event set result = result', 'delete from audit_event', 'truncate audit_event']

  it.each(['osw_portal', 'osw_service'].flatMap((role) => changes.map((change) => [role, change] as const)))(
    '%s: %s is refused',
    async (role, change) => {
      const attempt = cellar.owner.session((session) =>
        session.run(`begin; set local role ${role}; ${change}; rollback`),
      )
      await expect(attempt).rejects.toThrow('permission denied')
    },
  )

  it.each(changes)('even the owner: %s is refused', async (change) => {
    await expect(cellar.owner.session((session) => session.run(change))).rejects.toThrow('only ever added')
  })
})
