import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { writeContext } from '#domain/call-history/call-context.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { keepCallRecords } from '../call-history/keep-call-records.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

let t: TestHouse
let company: TestCompany
let administrator: Browser
/** In the Sede that moves to New York, and in the one that stays in Italy. */
let anna: GrownLine
let bruno: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.now = new Date('2026-10-01T09:00:00Z')
  company = await t.company()
  const boss = await grownLine(t, company, { role: 'administrator', name: 'Giulia Ferri', site: 'torino' })
  anna = await grownLine(t, company, { name: 'Anna Bono' })
  bruno = await grownLine(t, company, { name: 'Bruno Rota', site: 'torino' })
  t.clock.now = new Date('2026-11-24T10:00:00Z')
  administrator = (await putSession(t, boss, { view: 'administrator', stepped_up_at: t.clock.now })).browser
})

const address = { street: '', houseNumber: '', postcode: '', town: '', province: '' }
const written = { name: 'Ivrea', address, mainNumber: '', emergencyNumber: '', emergencyDetails: '' }
const newYork = 'America/New_York'

const move = (timeZone: string, version = 1) =>
  administrator.call('PATCH /api/sites/:siteId', {
    params: { siteId: company.sites.ivrea },
    body: { ...written, timeZone, version },
  })
const browserOf = async (line: GrownLine) => (await putSession(t, line, { stepped_up_at: t.clock.now })).browser
/** What the line's settings and its holder's own pages are told by. */
async function clocksOf(browser: Browser) {
  const { timeZone } = await browser.call('GET /api/call-handling/settings')
  const session = await browser.call('GET /api/session')
  return [timeZone, 'viewer' in session ? session.viewer.timeZone : undefined]
}

it('a Sede is Italian until somebody says otherwise; its lines and people hear it with the very next question', async () => {
  const [hers, his] = [await browserOf(anna), await browserOf(bruno)]
  expect(await clocksOf(hers)).toEqual(['Europe/Rome', 'Europe/Rome'])
  expect((await move('america/new_york')).timeZone).toBe(newYork)
  expect(await clocksOf(hers)).toEqual([newYork, newYork])
  expect(await clocksOf(his)).toEqual(['Europe/Rome', 'Europe/Rome'])
  const { events } = await administrator.call('GET /api/audit-log', {
    query: { object: `site:${company.sites.ivrea}` },
  })
  expect(events.map(({ action, facts }) => [action, facts['before.time_zone'], facts['after.time_zone']])).toEqual([
    ['site.changed', 'Europe/Rome', newYork],
  ])
  // Whoever moves to another Sede goes by its clock.
  await administrator.call('POST /api/sites/:siteId/move-lines', {
    params: { siteId: company.sites.torino },
    body: { to: company.sites.ivrea },
  })
  expect(await clocksOf(his)).toEqual([newYork, newYork])
})

it('calls of one evening in New York are those of one day there, and of two in Italy', async () => {
  await move(newYork)
  const call = async (line: GrownLine, at: string) => {
    t.clock.now = new Date(at)
    const context = writeContext({
      companyId: company.id,
      at,
      caller: { lineId: null, number: '+390255548210', name: 'Marco Colombo' },
      dialled: line.number,
      callee: { lineId: line.id, number: line.number, name: line.name },
      lines: [{ lineId: line.id, from: 0 }],
      steps: [[{ kind: 'device', lineId: line.id, deviceId: 'uno' }]],
      reasons: [],
    })
    const callId = randomUUID()
    const event = { id: randomUUID(), at, callId, context, kind: 'cancelled', step: 0, left: [] }
    await keepCallRecords(t.house, [event as unknown as EngineEvent])
  }
  // Midnight in Rome is between the two; in New York it is six in the evening.
  for (const line of [anna, bruno])
    for (const at of ['2026-11-23T22:50:00Z', '2026-11-23T23:10:00Z']) await call(line, at)
  t.clock.now = new Date('2026-11-24T10:00:00Z')
  const groups = async (line: GrownLine) => {
    const { groups } = await (await browserOf(line)).call('GET /api/me/calls', { query: { list: 'missed' } })
    return groups.map(({ calls }) => calls.length)
  }
  expect([await groups(anna), await groups(bruno)]).toEqual([[2], [1, 1]])
  const file = async (line: GrownLine) =>
    (await (await browserOf(line)).call('POST /api/me/calls/export', { body: { list: 'missed' } })).split('\r\n')[1]
  expect(await file(anna)).toMatch(/^23\/11\/2026;18:10:00;/)
  expect(await file(bruno)).toMatch(/^24\/11\/2026;00:10:00;/)
})

it('a letter to the holder tells the hour of the Sede, one to a colleague in Italy the Italian', async () => {
  await move(newYork)
  const told = async (line: GrownLine) => {
    await administrator.call('POST /api/people/lines/:lineId/suspend', { params: { lineId: line.id } })
    return (await lastLetter(t, line.email, 'line-suspended')).text
  }
  expect(await told(anna)).toContain('Il 24/11/2026 05:00 (ora locale: New York) ')
  expect(await told(bruno)).toContain('Il 24/11/2026 11:00 ')
})

it('calls abroad are off hours by the clock of the Sede (TEL-8)', async () => {
  await move(newYork)
  const portal = createPortalSide(t.house, '/tmp/nowhere')
  const { dial } = calling(t, portal)
  // Half past four in the afternoon in New York, half past ten in the evening in Italy.
  t.clock.now = new Date('2026-11-24T21:30:00Z')
  const calls = async (line: GrownLine) => {
    await t.house.cellar.asService(async (trx) => {
      const allowed = ['national', 'mobile', 'intl-eu']
      const row = { line_id: line.id, company_id: company.id, allowed, changed_at: t.clock.now, changed_by: 'prova' }
      await trx.insertInto('line_call_permission').values(row).execute()
      t.house.facts.forgetLine(trx, line.id)
    })
    const callId = randomUUID()
    const call = await dial(await phoneOf(t, line), '+33155550100', { callId })
    if (call.plan.steps[0]?.targets[0]?.kind !== 'outside') return 'held'
    const about = { callId, at: t.clock.now.toISOString(), context: call.text, left: [] }
    const happened = [
      { ...about, id: randomUUID(), kind: 'answered', step: 0, target: 0 },
      { ...about, id: randomUUID(), kind: 'ended', seconds: 60 },
    ]
    for (const event of happened) await portal.hear([event as unknown as EngineEvent])
    return t.house.cellar.asService((trx) =>
      trx
        .selectFrom('outside_use')
        .select(['calls', 'off_hours'])
        .where('scope_id', '=', line.id)
        .where('calls', '>', 0)
        .execute(),
    )
  }
  expect(await calls(anna)).toEqual([{ calls: 1, off_hours: false }])
  expect(await calls(bruno)).toBe('held')
})
