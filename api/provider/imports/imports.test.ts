import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiProblem } from '#contract/client.ts'
import { staffAs } from '../../testing/staff-as.ts'
import { type Browser, openTestHouse, type TestHouse } from '../../testing/test-house.ts'
import { anArchive, aWorkbook, workbookEntries } from './testing/a-workbook.ts'
import { aDraft, apply, check, settled, upload } from './testing/begin.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const sample = (name: string) => readFileSync(new URL(`../../../domain/provider/testdata/${name}.csv`, import.meta.url))
const demo = readFileSync(new URL('../../../database/demo/arredi-canavese.csv', import.meta.url))

const rowsOf = (browser: Browser, importId: string, show: 'all' | 'bad' | 'added' | 'changed' | 'kept' | 'missing') =>
  browser.call('GET /api/provider/imports/:importId/rows', { params: { importId }, query: { show, size: 100 } })

const linesOf = (browser: Browser, draftId: string) =>
  browser.call('GET /api/provider/drafts/:draftId/lines', { params: { draftId }, query: { size: 100 } })

const problem = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof ApiProblem ? error.body : error
}

describe('the files of other switchboards', () => {
  it('our own: read as it is, its sites made', async () => {
    const { browser, draftId } = await aDraft(t, { sites: [] })
    const job = await upload(browser, { draft: draftId }, demo)
    const ready = await check(browser, job)
    expect(ready).toMatchObject({
      state: 'ready',
      counts: { good: 50, bad: 0, newSites: ['Ivrea', 'Torino', 'Aosta'] },
    })
    expect(await apply(browser, ready)).toMatchObject({ state: 'done' })
    const draft = await browser.call('GET /api/provider/drafts/:draftId', { params: { draftId } })
    expect(draft).toMatchObject({ lines: 50, administrators: 2, flaws: [] })
    expect(draft.data.sites.map(({ name }) => name)).toEqual(['Ivrea', 'Torino', 'Aosta'])
  })

  it('3CX: Number is the extension, OutboundCallerID the number, two columns one name; no password, no PIN', async () => {
    const { browser, draftId } = await aDraft(t)
    const job = await upload(browser, { draft: draftId }, sample('officina-valle-3cx'))
    const meanings = Object.fromEntries(job.headings.map(({ heading }, i) => [heading, job.choices.meanings[i]]))
    expect(meanings).toMatchObject({
      Number: 'extension',
      FirstName: 'firstName',
      LastName: 'lastName',
      EmailAddress: 'email',
      MobileNumber: 'mobile',
      OutboundCallerID: 'number',
      AuthPassword: 'secret',
      VMPin: 'secret',
      Department: 'site',
      MAC: 'ignored',
    })
    const staged = await t.house.cellar.asService((trx) =>
      trx.selectFrom('import_row').select('cells').where('job_id', '=', job.id).execute(),
    )
    expect(JSON.stringify([staged, job])).not.toMatch(/xxxxxxxx|4821/)
    expect(
      await problem(
        browser.call('POST /api/provider/imports/:importId/check', { params: { importId: job.id }, body: job.choices }),
      ),
    ).toMatchObject({ code: 'import.columns', missing: ['service'] })
    const ready = await check(browser, job, { service: 'standard', newSites: true })
    expect(ready.counts).toMatchObject({ good: 35, bad: 1, newSites: ['Uffici', 'Officina'] })
    // 3CX lets an extension hide the emergency number; here it gets another one.
    const [bad] = (await rowsOf(browser, job.id, 'bad')).rows
    expect([bad?.row, bad?.cells.extension, bad?.problems[0]?.code]).toEqual([14, '112', 'extension-emergency'])
    await browser.call('PATCH /api/provider/imports/:importId/rows/:row', {
      params: { importId: job.id, row: 14 },
      body: { cells: { extension: '212' } },
    })
    const mended = await settled(browser, job.id)
    expect(mended.counts).toMatchObject({ good: 36, bad: 0 })
    await apply(browser, mended)
    expect((await linesOf(browser, draftId)).lines[3]).toMatchObject({
      number: '+390165777103',
      extension: '103',
      name: 'Nicolò Vitale',
      site: 'Officina',
      service: 'standard',
      email: 'nicolo.vitale@officinavalle.example',
    })
  })

  it('FreePBX: the number inside the angles', async () => {
    const { browser, draftId } = await aDraft(t)
    const job = await upload(browser, { draft: draftId }, sample('studio-legale-freepbx'))
    const ready = await check(browser, job, { service: 'standard' })
    expect(ready.counts).toMatchObject({ good: 12, bad: 0 })
    await apply(browser, ready)
    expect((await linesOf(browser, draftId)).lines[1]).toMatchObject({
      number: '+39011888201',
      extension: '201',
      name: 'Avv. Chiara Bianchi',
      site: 'Ivrea',
      email: 'bianchi@studiolegale.example',
    })
  })

  it.each([
    ['with bars, in UTF-16 without a mark', Buffer.from('Numero|Nome\n0125555301|Anna', 'utf16le')],
    ['in UTF-16, high bytes first', Buffer.from('\ufeffNumero\tNome\n0125555301\tAnna', 'utf16le').swap16()],
    ['below a title', 'Elenco interni 2026\n\nNumero;Nome\n0125555301;Anna\n'],
    ['with a cell over two lines', 'Nome,Note,Numero\nAnna,"piano 2,\nscala B",0125555301\n'],
    ['where Excel kept the zero', 'Numero,Nome\n="0125555301",Anna\n'],
    [
      'a workbook',
      aWorkbook({
        name: 'Foglio1',
        rows: [
          ['Numero', 'Nome'],
          ['0125555301', 'Anna'],
        ],
      }),
    ],
  ])('%s', async (_, file) => {
    const { browser, draftId } = await aDraft(t)
    const ready = await check(browser, await upload(browser, { draft: draftId }, file), { service: 'standard' })
    expect(ready.counts).toMatchObject({ good: 1, bad: 0 })
    await apply(browser, ready)
    expect((await linesOf(browser, draftId)).lines).toMatchObject([{ number: '+390125555301', name: 'Anna' }])
  })

  it('a workbook that ate the zero gets it back; of several sheets one is chosen', async () => {
    const { browser, draftId } = await aDraft(t)
    const sheet = (name: string) => ({
      name,
      rows: [
        ['Numero', 'Nome'],
        [125555301, 'Anna'],
      ],
    })
    const book = aWorkbook(sheet('Ivrea'), sheet('Torino'), { name: 'Vuoto', rows: [] })
    expect(await problem(upload(browser, { draft: draftId }, book))).toMatchObject({
      code: 'import.sheet',
      sheets: ['Ivrea', 'Torino'],
    })
    const job = await upload(browser, { draft: draftId }, book, { sheet: 'Torino' })
    expect(job.sheet).toBe('Torino')
    const without = await check(browser, job, { service: 'standard' })
    expect(without.counts).toMatchObject({ good: 0, bad: 1 })
    expect((await check(browser, without, { prefix: '0' })).counts).toMatchObject({ good: 1, bad: 0 })
  })
})

describe('the defective file', () => {
  it('one clear message for every bad row; corrected and left out, the rest goes in', async () => {
    const { browser, draftId } = await aDraft(t)
    const job = await upload(browser, { draft: draftId }, sample('righe-difettose'))
    const ready = await check(browser, job)
    expect(ready.counts).toMatchObject({ good: 1, bad: 13, problems: 13 })
    const bad = await rowsOf(browser, job.id, 'bad')
    expect(
      bad.rows.map(({ row, problems }) => [row, ...problems.map(({ column, code }) => `${column} ${code}`)]),
    ).toEqual([
      [3, 'number number-twice'],
      [4, 'extension extension-twice'],
      [5, 'number number-missing-zero'],
      [6, 'email email-invalid'],
      [7, 'name formula'],
      [8, 'extension extension-shape'],
      [9, 'name name-missing'],
      [10, 'site site-unknown'],
      [11, 'service service-unknown'],
      [12, 'extension extension-emergency'],
      [13, ' row-short'],
      [14, 'number number-not-own'],
      [15, ' quote-open'],
    ])
    const params = { importId: job.id }
    expect(
      await problem(browser.call('POST /api/provider/imports/:importId/apply', { params, body: { rows: 1 } })),
    ).toMatchObject({ code: 'import.bad-rows', rows: 13 })
    expect((await linesOf(browser, draftId)).total).toBe(0)

    await browser.call('PATCH /api/provider/imports/:importId/rows/:row', {
      params: { ...params, row: 5 },
      body: { cells: { number: '0125 555 304' } },
    })
    expect((await settled(browser, job.id)).counts).toMatchObject({ good: 2, bad: 12 })
    await browser.call('PATCH /api/provider/imports/:importId/rows/:row', {
      params: { ...params, row: 15 },
      body: { leftOut: true },
    })
    await settled(browser, job.id)
    expect(
      await problem(browser.call('POST /api/provider/imports/:importId/leave-out', { params, body: { rows: 13 } })),
    ).toMatchObject({ code: 'import.changed' })
    await browser.call('POST /api/provider/imports/:importId/leave-out', { params, body: { rows: 11 } })
    const mended = await settled(browser, job.id)
    expect(mended.counts).toMatchObject({ good: 2, bad: 0, leftOut: 12 })
    await apply(browser, mended)
    expect((await linesOf(browser, draftId)).lines.map(({ name }) => name)).toEqual(['Niccolò Però', 'Senza Zero'])
    expect(
      await problem(browser.call('POST /api/provider/imports/:importId/apply', { params, body: { rows: 2 } })),
    ).toMatchObject({ code: 'import.ended' })
  })

  it('numbers outside the ranges, and another customer’s', async () => {
    const company = await t.company('Già cliente S.r.l.')
    await t.line(company, { number: '+390125555888' })
    const { browser, draftId } = await aDraft(t)
    const params = { draftId }
    await browser.call('PATCH /api/provider/drafts/:draftId', {
      params,
      body: { version: 2, blocks: [{ first: '0125 555800', last: '0125 555899' }] },
    })
    const job = await upload(
      browser,
      { draft: draftId },
      'Numero;Nome\n0125555888;Anna\n0125555900;Bruno\n0125555801;Carla\n',
    )
    const ready = await check(browser, job, { service: 'standard' })
    const { rows } = await rowsOf(browser, ready.id, 'bad')
    expect(rows.map(({ problems }) => problems[0]?.code)).toEqual(['number-in-use', 'number-outside-blocks'])
  })
})

describe('what is no list of lines (F04)', () => {
  const zip = workbookEntries([
    {
      name: 'Foglio1',
      rows: [
        ['Numero', 'Nome'],
        ['0125555301', 'Anna'],
      ],
    },
  ])
  const bomb = (claims?: number) =>
    anArchive(
      zip.map((entry) =>
        entry.name.endsWith('sheet1.xml')
          ? { ...entry, content: Buffer.alloc(101_000_000, ' '), ...(claims ? { claims } : {}) }
          : entry,
      ),
    )
  const wide = (cells: number) => `${'x;'.repeat(cells)}\n${'1;'.repeat(cells)}\n`

  it.each([
    ['a bomb that says so', () => bomb(), 'file-unreadable'],
    ['a bomb that lies', () => bomb(1000), 'file-unreadable'],
    ['half a workbook', () => aWorkbook({ name: 'F', rows: [['Numero']] }).subarray(0, 300), 'file-unreadable'],
    [
      'a workbook with one cell at the far corner',
      () =>
        anArchive(
          zip.map((entry) =>
            entry.name.endsWith('sheet1.xml')
              ? { ...entry, content: String(entry.content).replace('r="A2"', 'r="XFD1048576"') }
              : entry,
          ),
        ),
      undefined,
    ],
    ['an encrypted workbook', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-locked'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file-not-text'],
    ['10,000 columns', () => wide(10_000), 'too-many-columns'],
    ['a million rows', () => `Numero;Nome\n${'1;2\n'.repeat(1_000_000)}`, 'too-many-rows'],
    ['nothing below the headings', () => 'Numero;Nome\n', 'file-empty'],
    ['only line ends', () => '\n'.repeat(1_000_000), 'too-many-rows'],
  ])('%s is refused, without being unfolded in memory', async (_, file, reason) => {
    const { browser, draftId } = await aDraft(t)
    const bytes = file()
    const before = process.memoryUsage.rss()
    const answer = await problem(upload(browser, { draft: draftId }, bytes))
    expect(process.memoryUsage.rss() - before).toBeLessThan(1024 ** 3)
    if (reason) expect(answer).toMatchObject({ code: 'import.refused', reason })
    else expect(answer === undefined || (answer as { code: string }).code === 'import.refused').toBe(true)
    const { rows } = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('import_job')
        .where('draft_id', '=', draftId)
        .select((q) => q.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow(),
    )
    expect(rows).toBe(answer === undefined ? 1 : 0)
  })

  it('17 MB are not even read, and a stranger sends nothing at all', async () => {
    const { browser, draftId } = await aDraft(t)
    expect(await problem(upload(browser, { draft: draftId }, Buffer.alloc(17_000_000, 'x')))).toMatchObject({
      code: 'request.too-large',
    })
    const desk = await staffAs(t, 'desk')
    expect(await problem(upload(desk.browser, { draft: draftId }, Buffer.alloc(15_000_000)))).toMatchObject({
      code: 'forbidden',
    })
    const json = await browser.raw('POST', `/api/provider/imports?draft=${draftId}&name=x`, {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(json.status).toBe(415)
  })

  it('names that are formulas are refused with a message, and an exported apostrophe is read back (F03)', async () => {
    const { browser, draftId } = await aDraft(t)
    const names = ['=1+1', '+cmd', '-1', '@x', '＝1', "'=1+1"]
    const rows = names.map((name, i) => `012555530${i};${name}`)
    const ready = await check(
      browser,
      await upload(browser, { draft: draftId }, ['Numero;Nome', ...rows, "'+390125555310;Anna"].join('\n')),
      { service: 'standard' },
    )
    expect(ready.counts).toMatchObject({ good: 1, bad: 6 })
    expect((await rowsOf(browser, ready.id, 'bad')).rows.every(({ problems }) => problems[0]?.code === 'formula')).toBe(
      true,
    )
  })
})

describe('stopped half-way', () => {
  const many = (rows: number) =>
    ['Numero;Nome', ...Array.from({ length: rows }, (_, i) => `0125 1${100_000 + i};Persona ${i}`)].join('\n')

  it('"Annulla" while it goes on: nothing is written', async () => {
    const { browser, draftId } = await aDraft(t)
    const ready = await check(browser, await upload(browser, { draft: draftId }, many(3000)), { service: 'standard' })
    const params = { importId: ready.id }
    const [applied, cancelled] = await Promise.all([
      problem(browser.call('POST /api/provider/imports/:importId/apply', { params, body: { rows: 3000 } })),
      problem(browser.call('POST /api/provider/imports/:importId/cancel', { params })),
    ])
    const seen = await settled(browser, ready.id)
    // On one connection the import may have been the faster one; then the cancellation says so.
    expect([seen.state, (await linesOf(browser, draftId)).total]).toEqual(
      seen.state === 'done' ? ['done', 3000] : ['cancelled', 0],
    )
    if (seen.state === 'done') expect(cancelled).toMatchObject({ code: 'import.ended' })
    else expect(applied === undefined || (applied as { code: string }).code === 'import.ended').toBe(true)
  })

  it('pressed twice it happens once', async () => {
    const { browser, draftId } = await aDraft(t)
    const ready = await check(browser, await upload(browser, { draft: draftId }, many(1000)), { service: 'standard' })
    const press = () =>
      problem(
        browser.call('POST /api/provider/imports/:importId/apply', {
          params: { importId: ready.id },
          body: { rows: 1000 },
        }),
      )
    const answers = await Promise.all([press(), press()])
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
    expect(await settled(browser, ready.id)).toMatchObject({ state: 'done' })
    expect((await linesOf(browser, draftId)).total).toBe(1000)
  })

  it('a server that died in the middle: it is said, nothing was written, and it is taken up again', async () => {
    const { browser, draftId } = await aDraft(t)
    const ready = await check(browser, await upload(browser, { draft: draftId }, many(3)), { service: 'standard' })
    // What a dead process leaves: its note, and no transaction.
    await t.house.cellar.asService((trx) =>
      trx.updateTable('import_job').set({ begun: 'apply' }).where('id', '=', ready.id).execute(),
    )
    const params = { importId: ready.id }
    expect(await browser.call('GET /api/provider/imports/:importId', { params })).toMatchObject({
      state: 'ready',
      interrupted: true,
    })
    expect((await linesOf(browser, draftId)).total).toBe(0)
    expect(await apply(browser, ready)).toMatchObject({ state: 'done', interrupted: false })
    expect((await linesOf(browser, draftId)).total).toBe(3)
  })
})
