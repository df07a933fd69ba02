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
