import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { manyLines } from '../directory/testing/many-lines.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'

let t: TestHouse
let a: Administrator
let anna: GrownLine
let bruno: GrownLine
let calls: ReturnType<typeof calling>
let phone: Awaited<ReturnType<typeof phoneOf>>

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
  anna = await grownLine(t, a.company, { name: 'Anna Bono', extension: '049', number: '+390125555049' })
  bruno = await grownLine(t, a.company, { extension: '0490', number: '+390125555490', site: 'torino' })
  await phoneOf(t, anna)
  phone = await phoneOf(t, bruno)
  calls = calling(t, createPortalSide(t.house, '/tmp/nowhere'))
})
afterAll(() => t.close())

const reaches = async (code: string) => (await calls.dial(phone, code)).plan.steps[0]?.targets[0]
const plan = () => a.browser.call('GET /api/extensions')
const setOf = (lineId: string, extension: string) =>
  a.browser.call('POST /api/extensions/lines/:lineId', { params: { lineId }, body: { extension } })

describe('a line’s extension', () => {
  it('changes for the next call; zeros are digits; the phone keeps its name; the change is in the line’s history', async () => {
    expect(await reaches('049')).toMatchObject({ kind: 'device', lineId: anna.id })
    expect(await setOf(anna.id, '0049')).toEqual({ lineId: anna.id, extension: '0049', before: '049' })
    expect(await reaches('0049')).toMatchObject({ kind: 'device', lineId: anna.id })
    for (const gone of ['049', '49', '0490'.slice(0, 2)])
      expect(await reaches(gone)).toMatchObject({ announcement: { name: 'number-unknown' } })
    const found = await a.browser.call('GET /api/directory/lines', { query: { search: '0049', field: 'extension' } })
    expect(found.lines.map(({ extension }) => extension)).toEqual(['0049'])
    expect(await calls.dial(phone, '0049')).toBeDefined()
    await setOf(anna.id, '049')
    const { events } = await a.browser.call('GET /api/audit-log', {
      query: { subject: anna.id, action: 'extension.set' },
    })
    expect(events.map(({ facts }) => `${facts['before.extension']} ${facts['after.extension']}`)).toEqual([
      '0049 049',
      '049 0049',
    ])
  })

  it.each([
    ['0490', 'extension'],
    ['118', 'emergency'],
    ['1', 'length'],
  ])('is not %s: %s', async (extension, kind) => {
    await expect(setOf(anna.id, extension)).rejects.toMatchObject({ code: 'code.conflict', body: { kind } })
  })

  it('what it meets is told beforehand, and which are free', async () => {
    const check = await a.browser.call('POST /api/extensions/lines/:lineId/check', {
      params: { lineId: anna.id },
      body: { extension: '0491' },
    })
    expect(check.conflicts.map(({ kind, with: other, refused }) => `${kind} ${other} ${refused}`)).toEqual([
      'length 3 false',
    ])
    const { free } = await a.browser.call('GET /api/extensions/lines/:lineId/free', { params: { lineId: anna.id } })
    expect(free).toHaveLength(12)
    expect(free).not.toContain('049')
  })
})

describe('the digit for an outside line', () => {
  const save = (externalPrefix: string | null, accepted = false) =>
    a.browser.call('POST /api/extensions/plan', { body: { length: 3, externalPrefix, accepted } })

  it('is dialled before a number, never before help, and can be taken away', async () => {
    await save('9')
    expect(await reaches('90125600600')).toMatchObject({ kind: 'outside', number: '+390125600600' })
    expect(await reaches('9112')).toMatchObject({ kind: 'emergency', number: '112' })
    expect(await reaches('049')).toMatchObject({ lineId: anna.id })
    await save(null)
    expect(await reaches('90125600600')).toMatchObject({ announcement: { name: 'number-unknown' } })
  })

  it('tells what it hides, and is set when somebody has read it', async () => {
    const { conflicts } = await a.browser.call('POST /api/extensions/plan/check', { body: { externalPrefix: '0' } })
    expect(conflicts.map(({ with: other }) => other)).toEqual(expect.arrayContaining(['049', '0490']))
    await expect(save('0')).rejects.toMatchObject({ code: 'code.conflict', body: { kind: 'external-prefix' } })
    await expect(save('1', true)).rejects.toMatchObject({ body: { kind: 'emergency-beginning' } })
    expect(await save('0', true)).toMatchObject({ externalPrefix: '0' })
    await save(null)
  })
})

it('a site keeps a range for itself; two sites never share one', async () => {
  const { ivrea, torino } = a.company.sites
  const range = (siteId: string, first: string, last: string) =>
    a.browser.call('POST /api/extensions/sites/:siteId/range', {
      params: { siteId },
      body: { range: { first, last } },
    })
  await range(ivrea, '300', '302')
  await expect(range(torino, '302', '399')).rejects.toMatchObject({ body: { reason: 'overlap', site: 'Ivrea' } })
  await expect(range(torino, '39', '1000')).rejects.toMatchObject({ body: { reason: 'shape' } })
  const { sites } = await range(torino, '400', '499')
  expect(sites).toMatchObject([
    { name: 'Ivrea', range: { first: '300', last: '302' }, free: 3, outside: 2 },
    { name: 'Torino', free: 100, outside: 1 },
  ])
  const { free } = await a.browser.call('GET /api/extensions/lines/:lineId/free', { params: { lineId: anna.id } })
  expect(free.slice(0, 4)).toEqual(['300', '301', '302', '000'])
})

describe('renumbering', () => {
  const rule = { kind: 'beginning', from: '', to: '2' } as const
  const preview = (body: object) =>
    a.browser.call('POST /api/extensions/renumber/preview', { body: { rule, ...body } as { rule: typeof rule } })

  it('shows old and new, is carried out as a whole, and is taken back', async () => {
    const code = await a.browser.call('POST /api/short-codes', { body: { first: '77', to: '049', label: 'Anna' } })
    const seen = await preview({})
    expect(seen).toMatchObject({ lines: 3, changed: 3, refused: 0, follow: { shortCodes: 1, phones: 2 } })
    expect(seen.moves.find(({ lineId }) => lineId === anna.id)).toMatchObject({
      from: '049',
      to: '2049',
      site: 'Ivrea',
    })
    const { id } = await a.browser.call('POST /api/extensions/renumber', {
      body: { rule, fingerprint: seen.fingerprint },
    })
    expect(await reaches('2049')).toMatchObject({ kind: 'device', lineId: anna.id })
    // Short codes follow the line, and so do its phones: their names at the switchboard are the old ones.
    expect(await reaches('77')).toMatchObject({ lineId: anna.id })
    expect(await reaches('049')).toMatchObject({ announcement: { name: 'number-unknown' } })
    expect((await plan()).undo).toMatchObject({ id, lines: 3 })
    await a.browser.call('POST /api/extensions/renumber/:renumberingId/undo', { params: { renumberingId: id } })
    expect(await reaches('049')).toMatchObject({ lineId: anna.id })
    expect((await plan()).undo).toBeNull()
    await expect(
      a.browser.call('POST /api/extensions/renumber/:renumberingId/undo', { params: { renumberingId: id } }),
    ).rejects.toMatchObject({ code: 'setting.conflict' })
    await a.browser.call('DELETE /api/short-codes/:entryId', { params: { entryId: code.id } })
  })

  it('carries out only what was seen, and nothing where one line may not have what it would get', async () => {
    const seen = await preview({})
    await setOf(bruno.id, '700')
    await expect(
      a.browser.call('POST /api/extensions/renumber', { body: { rule, fingerprint: seen.fingerprint } }),
    ).rejects.toMatchObject({ code: 'setting.conflict' })
    await setOf(bruno.id, '012')
    const toHelp = { kind: 'beginning', from: '0', to: '1' } as const
    const odd = await a.browser.call('POST /api/extensions/renumber/preview', { body: { rule: toHelp } })
    expect(odd).toMatchObject({ refused: 1, moves: [{ to: '112', conflicts: [{ kind: 'emergency' }] }, {}, {}] })
    await expect(
      a.browser.call('POST /api/extensions/renumber', { body: { rule: toHelp, fingerprint: odd.fingerprint } }),
    ).rejects.toMatchObject({ code: 'code.conflict' })
    expect(await reaches('049')).toMatchObject({ lineId: anna.id })
    await setOf(bruno.id, '0490')
  })

  it('of many lines is one change; the map shows what still meets', async () => {
    await manyLines(t.house, a.company, 400, 1_300_000_00)
    const before = await a.browser.call('GET /api/extensions/conflicts')
    // Ninety-seven extensions for four hundred lines.
    expect(before.counts.extension).toBeGreaterThan(300)
    expect(before.conflicts).toHaveLength(200)
    const oneByOne = { kind: 'sequence', first: '200000' } as const
    const seen = await a.browser.call('POST /api/extensions/renumber/preview', { body: { rule: oneByOne } })
    expect(seen).toMatchObject({ refused: 0, changed: 403 })
    await a.browser.call('POST /api/extensions/renumber', { body: { rule: oneByOne, fingerprint: seen.fingerprint } })
    expect((await a.browser.call('GET /api/extensions/conflicts')).counts.extension).toBeUndefined()
    expect(await plan()).toMatchObject({ length: 6, withExtension: 403, withoutExtension: 0 })
  })
})
