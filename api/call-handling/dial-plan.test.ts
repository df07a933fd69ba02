import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { createPortalSide } from './portal-side.ts'
import { calling, phoneOf } from './testing/calls.ts'

let t: TestHouse
let a: Administrator
let anna: GrownLine
let calls: ReturnType<typeof calling>

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
  anna = await grownLine(t, a.company, { name: 'Anna Bono', extension: '049' })
  await phoneOf(t, anna)
  calls = calling(t, createPortalSide(t.house, '/tmp/nowhere'))
})
afterAll(() => t.close())

it('a caller blocked for the company hears the announcement at every line, until let through again', async () => {
  const reaches = async () => (await calls.callIn('+390299999999', anna.number)).plan.steps[0]?.targets[0]?.kind
  expect(await reaches()).toBe('device')
  const block = await a.browser.call('POST /api/call-handling/company-blocks', {
    body: { caller: '02 9999*', note: 'Insistente' },
  })
  expect(block).toMatchObject({ caller: { kind: 'prefix', prefix: '+39029999' }, note: 'Insistente', by: a.line.name })
  expect(await reaches()).toBe('announcement')
  expect((await a.browser.call('GET /api/call-handling/company-blocks')).blocks).toEqual([block])
  await a.browser.call('DELETE /api/call-handling/company-blocks/:blockId', { params: { blockId: block.id } })
  expect(await reaches()).toBe('device')
})

it.each([
  ['112', 'emergency'],
  ['049', 'own-number'],
  ['nessuno', 'not-a-number'],
])('%s is not blocked: %s', async (caller, reason) => {
  await expect(a.browser.call('POST /api/call-handling/company-blocks', { body: { caller } })).rejects.toMatchObject({
    code: 'setting.refused',
    body: { reason },
  })
})

it('a short code is dialled like what it stands for, with the caller’s own permissions', async () => {
  const set = (code: string, to: string) =>
    a.browser.call('POST /api/call-handling/short-codes', { body: { code, label: 'Prova', to } })
  const phone = await phoneOf(t, await grownLine(t, a.company))
  const first = async (code: string) => (await calls.dial(phone, code)).plan.steps[0]?.targets[0]
  expect(await first('500')).toMatchObject({ announcement: { name: 'number-unknown' } })
  expect(await set('500', '049')).toEqual({
    code: '500',
    label: 'Prova',
    to: { kind: 'line', lineId: anna.id },
    name: 'Anna Bono',
  })
  expect(await first('500')).toMatchObject({ kind: 'device', lineId: anna.id })
  await set('501', '899 123456')
  expect(await first('501')).toMatchObject({ announcement: { name: 'class-barred' } })
  await set('500', '347 555 0182')
  expect(await first('500')).toMatchObject({ kind: 'outside', number: '+393475550182' })
  expect((await a.browser.call('GET /api/call-handling/short-codes')).codes.map(({ code }) => code)).toEqual([
    '500',
    '501',
  ])
  await a.browser.call('DELETE /api/call-handling/short-codes/:code', { params: { code: '500' } })
  expect(await first('500')).toMatchObject({ announcement: { name: 'number-unknown' } })
})

it.each([
  ['049', '347 555 0182', 'taken'],
  ['118', '347 555 0182', 'emergency'],
  ['502', '112', 'emergency'],
  ['502', '*21#', 'feature-code'],
])('%s for %s is refused: %s', async (code, to, reason) => {
  await expect(
    a.browser.call('POST /api/call-handling/short-codes', { body: { code, label: '', to } }),
  ).rejects.toMatchObject({ code: 'setting.refused', body: { reason } })
})
