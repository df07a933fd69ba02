import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'

let t: TestHouse
let a: Administrator
let anna: GrownLine
let calls: ReturnType<typeof calling>
let phone: Awaited<ReturnType<typeof phoneOf>>

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
  anna = await grownLine(t, a.company, { name: 'Anna Bono', extension: '049' })
  await phoneOf(t, anna)
  phone = await phoneOf(t, await grownLine(t, a.company, { extension: '0490' }))
  calls = calling(t, createPortalSide(t.house, '/tmp/nowhere'))
})
afterAll(() => t.close())

const set = (first: string, to: string, more: { count?: number; label?: string; visible?: boolean } = {}) =>
  a.browser.call('POST /api/short-codes', { body: { first, to, label: 'Prova', ...more } })
const list = (search = '') => a.browser.call('GET /api/short-codes', { query: { search } })
const remove = (entryId: string) => a.browser.call('DELETE /api/short-codes/:entryId', { params: { entryId } })
const reaches = async (code: string) => (await calls.dial(phone, code)).plan.steps[0]?.targets[0]

it('a short code is dialled like what it stands for, with the caller’s own permissions, from the next call on', async () => {
  expect(await reaches('500')).toMatchObject({ announcement: { name: 'number-unknown' } })
  const made = await set('500', '049')
  expect(made).toMatchObject({
    first: '500',
    count: 1,
    label: 'Prova',
    name: 'Anna Bono',
    class: 'internal',
    visible: true,
  })
  expect(await reaches('500')).toMatchObject({ kind: 'device', lineId: anna.id })
  const premium = await set('501', '899 123456')
  expect(await reaches('501')).toMatchObject({ announcement: { name: 'class-barred' } })
  const changed = await a.browser.call('PATCH /api/short-codes/:entryId', {
    params: { entryId: made.id },
    body: { first: '510', to: '347 555 0182', label: 'Cellulare', version: made.version },
  })
  expect(changed).toMatchObject({ id: made.id, number: '+393475550182', class: 'mobile', version: 2 })
  expect(await reaches('510')).toMatchObject({ kind: 'outside', number: '+393475550182' })
  expect(await reaches('500')).toMatchObject({ announcement: { name: 'number-unknown' } })
  await remove(made.id)
  expect(await reaches('510')).toMatchObject({ announcement: { name: 'number-unknown' } })
  await remove(premium.id)
  expect((await list()).entries).toEqual([])
})

it('a range of codes leads to as many numbers, zeros kept, and is one entry', async () => {
  const range = await set('0598', '011 555 7098', { count: 3, label: 'Fornitori' })
  expect(range).toMatchObject({
    first: '0598',
    last: '0600',
    count: 3,
    number: '+390115557098',
    lastNumber: '+390115557100',
  })
  expect(await reaches('0599')).toMatchObject({ kind: 'outside', number: '+390115557099' })
  expect(await reaches('599')).toMatchObject({ announcement: { name: 'number-unknown' } })
  expect((await list('fornitori')).entries).toEqual([range])
  expect((await list('5557099')).entries).toEqual([range])
  expect((await list('nessuno')).total).toBe(0)
  await remove(range.id)
  await expect(set('0700', '049', { count: 3 })).rejects.toMatchObject({ body: { reason: 'range-of-extension' } })
  await expect(set('998', '011 555 7000', { count: 3 })).rejects.toMatchObject({ body: { reason: 'range' } })
})

it.each([
  ['049', '347 555 0182', 'code.conflict', { kind: 'extension', with: '049', name: 'Anna Bono' }],
  ['118', '347 555 0182', 'code.conflict', { kind: 'emergency', with: '118' }],
  ['11', '347 555 0182', 'code.conflict', { kind: 'emergency-beginning', with: '112' }],
  ['1928', '347 555 0182', 'code.conflict', { kind: 'service-number' }],
  ['502', '112', 'setting.refused', { reason: 'emergency' }],
  ['502', '*21#', 'setting.refused', { reason: 'feature-code' }],
])('%s for %s is refused: %s', async (first, to, code, body) => {
  await expect(set(first, to)).rejects.toMatchObject({ code, body })
})

it('what is in the way is told while somebody writes', async () => {
  const check = (body: { first: string; count?: number; to?: string }) =>
    a.browser.call('POST /api/short-codes/check', { body })
  expect(await check({ first: '048', count: 3, to: '0115557000' })).toMatchObject({
    last: '050',
    conflicts: [
      { kind: 'extension', code: '049', name: 'Anna Bono', refused: true },
      { kind: 'begins-another', code: '049', with: '0490', refused: false },
    ],
    to: { number: '+390115557000', last: '+390115557002', class: 'national' },
  })
  expect(await check({ first: '700', to: '113' })).toMatchObject({ conflicts: [], to: null, refused: 'emergency' })
})

it('two who change the same code do not overwrite each other', async () => {
  const made = await set('520', '049')
  const change = (label: string) =>
    a.browser.call('PATCH /api/short-codes/:entryId', {
      params: { entryId: made.id },
      body: { first: '520', to: '049', label, version: made.version },
    })
  await change('Primo')
  await expect(change('Secondo')).rejects.toMatchObject({ code: 'setting.conflict' })
  expect((await list('520')).entries).toMatchObject([{ label: 'Primo' }])
  await remove(made.id)
})

it('who forwards to where a code leads; what a user sees on the card of codes', async () => {
  const made = await set('530', '347 555 0182', { label: 'Reperibile' })
  const hidden = await set('531', '347 555 0199', { visible: false })
  await calls.dial(phone, '*21*3475550182#')
  const { total, lines } = await a.browser.call('GET /api/short-codes/:entryId/users', { params: { entryId: made.id } })
  expect([total, lines.map(({ extension }) => extension)]).toEqual([1, ['0490']])
  const { shortCodes } = await a.browser.call('GET /api/call-handling/codes')
  expect(shortCodes).toEqual([{ code: '530', label: 'Reperibile', name: null, number: '+393475550182' }])
  await remove(made.id)
  await remove(hidden.id)
})

describe('a file', () => {
  const send = (text: string, apply: boolean) =>
    a.browser.call('POST /api/short-codes/import', { body: { text, apply } })

  it('is read back as it was written, formulas and zeros kept', async () => {
    await set('0600', '+44 20 7946 0958', { label: '=Londra', count: 1 })
    await set('601', '049')
    await set('610', '011 555 7000', { count: 5, visible: false })
    const before = (await list()).entries
    const file = await a.browser.call('POST /api/short-codes/export')
    expect(file).toContain("0600;;'=Londra;'+44 207 946 0958;sì")
    expect(await send(file, false)).toMatchObject({ rows: 3, same: 3, added: 0, changed: 0, wrong: 0, applied: false })
    for (const { id } of before) await remove(id)
    expect(await send(file, true)).toMatchObject({ added: 3, applied: true })
    const meaning = ({ id: _, ...rest }: (typeof before)[number]) => rest
    expect((await list()).entries.map(meaning)).toEqual(before.map(meaning))
    const [first] = (await list('0600')).entries
    const { events } = await a.browser.call('GET /api/audit-log', { query: { object: `short-code:${first?.id}` } })
    expect(events.map(({ action, facts }) => `${action} ${facts['after.label']}`)).toEqual(['short-code.set =Londra'])
    expect(await reaches('612')).toMatchObject({ kind: 'outside', number: '+390115557002' })
  })

  it('with one wrong row changes nothing, and says which and why', async () => {
    const before = await list()
    const text =
      'Codice;Descrizione;Numero\n118;Soccorso;049\n0601;Buono;347 555 0101\n049;Anna;347 555 0102\nx1;;1\n0601;;049\n602;;'
    const found = await send(text, true)
    expect(found).toMatchObject({ rows: 6, wrong: 5, applied: false })
    expect(found.problems.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '2 emergency',
      '4 extension',
      '5 code-shape',
      '6 twice',
      '7 destination-missing',
    ])
    expect(await list()).toEqual(before)
    expect(await send('Nome;Cognome\na;b', true)).toMatchObject({
      problems: [{ reason: 'no-columns' }],
      applied: false,
    })
  })

  it('of five thousand rows is one change', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `2${String(i).padStart(4, '0')};Cliente ${i};0115551234`)
    expect(await send(`Codice;Descrizione;Numero\n${rows.join('\n')}`, true)).toMatchObject({
      added: 5_000,
      applied: true,
    })
    expect((await list('cliente 4999')).entries).toMatchObject([{ first: '24999' }])
    expect((await a.browser.call('GET /api/short-codes', { query: { page: 200 } })).entries).toHaveLength(25)
  })
})
