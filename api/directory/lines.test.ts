import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { nameKey, searchText } from '#domain/directory/search-text.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import type { SortField } from './line-filter.ts'
import { type Administrator, anAdministrator } from './testing/an-administrator.ts'
import { manyLines, type SeededLine } from './testing/many-lines.ts'

let t: TestHouse
let a: Administrator
let b: Administrator

type Query = NonNullable<Parameters<typeof ask>[1]>
const ask = (who: Administrator, query: Record<string, string> = {}) =>
  who.browser.call('GET /api/directory/lines', { query: query as object })
const names = async (query: Query, who = a) => (await ask(who, query)).lines.map((line) => line.name)

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949', company: 'Arredi Canavese S.r.l.' })
  b = await anAdministrator(t, { number: '+390115557930', company: 'Officina Valle S.n.c.' })
})
afterAll(() => t.close())

describe('Ricerca in qualsiasi campo', () => {
  const cast = [
    { name: "Roberto D'Angelo", number: '+390125555037', extension: '037', site: 'ivrea', email: 'rob@arredi.example' },
    { name: 'Nicolò Moretti', number: '+390125555082', extension: '082', site: 'ivrea', email: null },
    { name: 'Martina De Luca', number: '+390115557114', extension: '114', site: 'torino', email: null },
    { name: 'Sconto 50% _speciale_', number: '+390115557118', extension: '118', site: 'torino', email: null },
    { name: 'Barra \\ Rovescia', number: '+390115557122', extension: '0825', site: 'torino', email: null },
  ] as const

  beforeAll(async () => {
    for (const line of cast) await t.line(a.company, { ...line, emailStatus: 'verified' })
    // The same people next door: whatever is found, it is never they.
    for (const [i, line] of cast.entries()) await t.line(b.company, { ...line, number: `+39016555520${i}` })
  })

  const [roberto, nicolo, martina, sconto, barra] = cast.map(({ name }) => name)

  it.each([
    ['the name', { search: 'moretti' }, [nicolo]],
    ['any case', { search: 'MORETTI' }, [nicolo]],
    ['without the accent', { search: 'nicolo' }, [nicolo]],
    ['with the accent', { search: 'Nicolò' }, [nicolo]],
    ['with the accent as an apostrophe', { search: "NICOLO'" }, [nicolo]],
    ['an apostrophe', { search: "d'angelo" }, [roberto]],
    ['a printer’s apostrophe', { search: 'D’Angelo' }, [roberto]],
    ['no apostrophe', { search: 'dangelo' }, [roberto]],
    ['two words in any order', { search: 'luca martina' }, [martina]],
    ['parts of two fields', { search: 'torino 114' }, [martina]],
    ['the number as people write it', { search: '0125 555 037' }, [roberto]],
    ['the number with +39', { search: '+39 0125555037' }, [roberto]],
    ['the number with 0039', { search: '0039 0125-555.037' }, [roberto]],
    ['the number in full-width digits', { search: '０１２５５５５０３７' }, [roberto]],
    ['a part of the number', { search: '7118' }, [sconto]],
    ['the extension', { search: '037' }, [roberto]],
    ['the e-mail', { search: 'rob@arredi' }, [roberto]],
    ['a site', { search: 'torino', sort: 'name' }, [barra, martina, sconto]],
    ['a percent sign', { search: '50%' }, [sconto]],
    ['an underscore', { search: '_speciale' }, [sconto]],
    ['a lone percent sign', { search: '%' }, [sconto]],
    ['a lone underscore', { search: '_' }, [sconto]],
    ['a backslash', { search: '\\' }, [barra]],
    ['one letter', { search: 'q' }, []],
    ['nobody', { search: 'zzz' }, []],
    ['only in the extension', { search: '082', field: 'extension', sort: 'name' }, [barra, nicolo]],
    ['only in the number', { search: '082', field: 'number' }, [nicolo]],
    ['only in the name', { search: 'torino', field: 'name' }, []],
    ['only in the site', { search: 'tori', field: 'site', sort: 'name' }, [barra, martina, sconto]],
    ['only in the service', { search: 'stand', field: 'service', site: 'torino' }, [barra, martina, sconto]],
    ['only in the e-mail', { search: 'arredi.example', field: 'email' }, [roberto]],
    ['a name, asked of the e-mail', { search: 'moretti', field: 'email' }, []],
  ])('%s', async (_, { site, ...query }: Query, expected) => {
    const asked = { ...query, ...(site ? { site: a.company.sites.torino } : {}) }
    const found = (await ask(a, asked)).lines.map((line) => line.name).filter((name) => !name.startsWith('Giulia'))
    expect(query.sort ? found : found.sort()).toEqual(query.sort ? expected : [...expected].sort())
  })

  it.each([
    ["' or 1=1 --"],
    ["'; drop table line; --"],
    ['" union select * from credential --'],
    ["%' or company_id is not null or name like '%"],
    ["\\'; select pg_sleep(10) --"],
    ['$1 $2 $$ :name'],
    ['\u0000'],
    ['\ud800'],
    ['a'.repeat(80)],
  ])('%j is only a text to look for (F02)', async (search) => {
    const found = await ask(a, { search })
    expect(found.total).toBe(found.lines.length)
    for (const line of found.lines) expect(line.number).not.toMatch(/^\+390165/)
  })

  it.each([
    ['a search too long', { search: 'a'.repeat(81) }],
    ['an unknown field', { field: "name' or '1'='1" }],
    ['an unknown order', { sort: 'number; drop table line' }],
    ['a site that is no id', { site: "' or true --" }],
    ['a page before the first', { page: '0' }],
    ['a page that is no number', { page: '1 or 1=1' }],
    ['a size nobody offers', { size: '100000' }],
    ['another company named beside', { tenant: 'other' }],
  ])('%s is refused', async (_, query: Query) => {
    await expect(ask(a, query)).rejects.toMatchObject({ code: 'request.malformed' })
  })

  it('counts what it finds, and finds nothing of another company (I02)', async () => {
    expect(await ask(a, { search: 'moretti' })).toMatchObject({ total: 1, page: 1, size: 25 })
    expect((await ask(b, { search: 'moretti' })).lines.map((line) => line.number)).toEqual(['+390165555201'])
    expect(await ask(a, { search: '0165' })).toMatchObject({ total: 0, lines: [] })
    expect(await ask(a, { site: b.company.sites.ivrea })).toMatchObject({ total: 0, lines: [] })
  })
})

describe('what the viewer may do with a line', () => {
  const holder = ['change-details', 'change-role', 'suspend'] as const

  it.each([
    ['without an e-mail', {}, ['configure', 'set-temporary-password', 'enter-email', ...holder, 'reassign']],
    [
      'with one that waits',
      { email: 'w@x.example' },
      ['configure', 'set-temporary-password', 'enter-email', ...holder, 'reassign'],
    ],
    [
      'with a proved one',
      { email: 'v@x.example', emailStatus: 'verified' },
      ['configure', 'set-temporary-password', ...holder, 'reassign'],
    ],
    ['an administrator', { role: 'administrator' }, holder],
  ] as const)('%s', async (_, facts, may) => {
    const line = await t.line(a.company, facts)
    const found = await ask(a, { search: line.number })
    expect(found.lines).toEqual([expect.objectContaining({ id: line.id, may })])
  })

  it('with one’s own line only what needs nobody else; nothing with a closed one', async () => {
    expect((await ask(a, { search: a.line.number })).lines[0]?.may).toEqual(['change-details', 'change-role'])
    const closed = await t.line(a.company)
    await t.house.cellar.asService((trx) =>
      trx.updateTable('line').set({ account: 'closed' }).where('id', '=', closed.id).execute(),
    )
    expect((await ask(a, { search: closed.number })).lines[0]?.may).toEqual([])
  })
})

describe('pages', () => {
  let c: Administrator
  let seeded: SeededLine[]

  beforeAll(async () => {
    c = await anAdministrator(t, { number: '+390165559001', company: 'Grande S.p.A.' })
    seeded = await manyLines(t.house, c.company, 730, 165_600_000)
  })

  const columns = {
    number: sql`l.number`,
    extension: sql`l.extension`,
    userType: sql`l.user_type`,
    service: sql`l.service`,
    name: sql`l.name_key`,
    site: sql`t.name_key`,
    firstAccess: sql`l.first_access`,
  } as const satisfies Record<SortField, unknown>

  /** The plain way: sort everything, skip, take. */
  async function naive(sort: SortField, descending: boolean, where = sql`true`) {
    const direction = descending ? sql`desc` : sql`asc`
    const { rows } = await t.house.cellar.asService((trx) =>
      sql<{ number: string }>`select l.number from line l join site t on t.id = l.site_id
        where l.company_id = ${c.company.id} and ${where}
        order by ${columns[sort]} ${direction}, l.number ${direction}`.execute(trx),
    )
    return rows.map((row) => row.number)
  }

  async function allPages(query: Query, size: number): Promise<string[]> {
    const found: string[] = []
    for (let page = 1; ; page++) {
      const { lines, total } = await ask(c, { ...query, size: String(size), page: String(page) })
      found.push(...lines.map((line) => line.number))
      if (page * size >= total) return found
    }
  }

  it.each(
    (Object.keys(columns) as SortField[]).flatMap(
      (sort) =>
        [
          [sort, false],
          [sort, true],
        ] as [SortField, boolean][],
    ),
  )('by %s, descending %s: together they are the whole list in order', async (sort, descending) => {
    expect(await allPages({ sort, descending: String(descending) }, 100)).toEqual(await naive(sort, descending))
  })

  it.each([25, 50, 100])('of %i rows', async (size) => {
    const expected = await naive('name', false)
    const page = Math.floor(expected.length / size)
    const answer = await ask(c, { sort: 'name', size: String(size), page: String(page) })
    expect(answer).toMatchObject({ total: expected.length, page, size })
    expect(answer.lines.map((line) => line.number)).toEqual(expected.slice((page - 1) * size, page * size))
  })

  it('narrowed by site, first access and search at once', async () => {
    const query = { site: c.company.sites.torino, firstAccess: 'completed', search: 'angelo', sort: 'extension' }
    const where = sql`l.site_id = ${c.company.sites.torino} and l.first_access = 'completed' and l.search_text like '%angelo%'`
    const expected = await naive('extension', false, where)
    expect(expected.length).toBeGreaterThan(3)
    expect(await allPages(query, 25)).toEqual(expected)
  })

  it('after the last there is an empty one, with the right total', async () => {
    expect(await ask(c, { page: '1000000' })).toMatchObject({ total: 731, lines: [] })
    expect(await ask(c, { page: '99', search: 'rossi' })).toMatchObject({ lines: [], total: expect.any(Number) })
  })

  it('sort letters without their accents, and extensions as the text they are (S61)', async () => {
    const keys = (await allPages({ sort: 'name' }, 100)).map((n) => seeded.find((line) => line.number === n)?.name_key)
    const known = keys.filter((key) => key !== undefined)
    expect(known).toEqual([...known].sort())
    const { lines } = await ask(c, { sort: 'extension', search: '00', field: 'extension', size: '100' })
    expect(lines.map((line) => line.extension)).toEqual(lines.map((line) => line.extension).sort())
  })

  test('a change shows at once: in the page, the total, a search and a later page', async () => {
    const query = { sort: 'name', page: '8', size: '100' }
    const before = await ask(c, query)
    expect(await names({ search: 'aaanew' }, c)).toEqual([])
    const added = await t.line(c.company, { name: 'Aaanew', number: '+390165559777', extension: '777' })
    expect(await names({ search: 'aaanew' }, c)).toEqual(['Aaanew'])
    expect((await ask(c, { sort: 'name' })).lines[0]?.id).toBe(added.id)
    const after = await ask(c, query)
    expect(after.total).toBe(before.total + 1)
    expect(after.lines.slice(1)).toEqual(before.lines)

    const number = added.number as PhoneNumber
    const changed = { number, extension: '777', name: 'Zzzold', site: 'Ivrea', service: 'Standard', email: null }
    await t.house.cellar.asService((trx) =>
      trx
        .updateTable('line')
        .set({ name: 'Zzzold', name_key: nameKey('Zzzold'), search_text: searchText(changed) })
        .where('id', '=', added.id)
        .execute(),
    )
    expect(await names({ search: 'aaanew' }, c)).toEqual([])
    expect(await names({ search: 'zzzold' }, c)).toEqual(['Zzzold'])
    const last = await ask(c, query)
    expect(last.lines.slice(0, -1)).toEqual(before.lines)
    expect(last.lines.at(-1)?.name).toBe('Zzzold')
  })
})
