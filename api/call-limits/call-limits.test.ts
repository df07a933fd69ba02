import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DestinationClass } from '#domain/dial-plan/destination-class.ts'
import type { EngineEvent, SipUser } from '#telephony/call-engine.ts'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { countLetters } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

let t: TestHouse
let company: TestCompany
let anna: GrownLine
let phone: SipUser
let administrator: Browser
let boss: GrownLine
let portal: ReturnType<typeof createPortalSide>
let { dial, callIn } = {} as ReturnType<typeof calling>

beforeAll(async () => {
  t = await openTestHouse()
  portal = createPortalSide(t.house, '/tmp/nowhere')
  ;({ dial, callIn } = calling(t, portal))
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.now = new Date('2026-11-24T10:00:00Z')
  company = await t.company()
  boss = await grownLine(t, company, { role: 'administrator', name: 'Giulia Ferri' })
  anna = await grownLine(t, company, { name: 'Anna Bono' })
  phone = await phoneOf(t, anna)
  administrator = await signedInAsBoss()
})

const mobile = '+393475550182'
const paris = '+33155550100'
type Dialled = Awaited<ReturnType<typeof dial>>
const goesOut = ({ plan }: Dialled) => plan.steps[0]?.targets[0]?.kind === 'outside'
const why = ({ plan }: Dialled) => plan.reasons.find(({ rule }) => rule === 'limit-reached')?.facts.limit

/** A moment ago, by password. */
const signedInAsBoss = async () =>
  (await putSession(t, boss, { view: 'administrator', stepped_up_at: t.clock.now })).browser

async function forwardAll(to: string) {
  const { browser } = await putSession(t, anna, { stepped_up_at: t.clock.now })
  const { version } = await browser.call('GET /api/call-handling/settings')
  const forward = { on: true, to: { kind: 'typed', typed: to } as const, until: null }
  await browser.call('POST /api/call-handling/settings', { body: { version, changes: { forwardAll: forward } } })
}
async function allow(classes: DestinationClass[]) {
  await t.house.cellar.asService(async (trx) => {
    const row = {
      line_id: anna.id,
      company_id: company.id,
      allowed: classes,
      changed_at: t.clock.now,
      changed_by: 'prova',
    }
    await trx.insertInto('line_call_permission').values(row).execute()
    t.house.facts.forgetLine(trx, anna.id)
  })
}
const event = (call: Dialled, callId: string, what: object) =>
  ({
    id: randomUUID(),
    at: t.clock.now.toISOString(),
    callId,
    context: call.text,
    left: [],
    ...what,
  }) as unknown as EngineEvent
const talks = (call: Dialled, id: string) => portal.hear([event(call, id, { kind: 'answered', step: 0, target: 0 })])
const ends = (call: Dialled, id: string, seconds: number) => portal.hear([event(call, id, { kind: 'ended', seconds })])

describe('calls outside have limits (TEL-5, TEL-7)', () => {
  it('of three callers forwarded at once the third is not, until one has hung up', async () => {
    await forwardAll(mobile)
    const calls = []
    for (const callId of ['uno', 'due', 'tre'].map((one) => `${one} ${anna.id}`))
      calls.push({ callId, call: await callIn('+390212345678', anna.number, { callId }) })
    expect(calls.map(({ call }) => goesOut(call))).toEqual([true, true, false])
    expect(calls.map(({ call }) => why(call))).toEqual([undefined, undefined, 'forwarded-at-once'])
    // The line's own phone rings instead: what cannot be counts as not set.
    expect(calls[2]?.call.plan.steps[0]?.targets[0]).toMatchObject({ kind: 'device' })
    expect(calls[0]?.call.plan.steps[0]?.targets[0]).toMatchObject({ kind: 'outside', longest: 3_600 })
    const [first] = calls
    if (!first) throw new Error('no call')
    await portal.hear([event(first.call, first.callId, { kind: 'cancelled', step: 0 })])
    expect(goesOut(await callIn('+390212345678', anna.number))).toBe(true)
  })

  it('minutes of the day add up, the last call ends with them, and an administrator lets go on', async () => {
    await administrator.call('POST /api/call-handling/limits', { body: { line: { minutesADay: { mobile: 10 } } } })
    const first = await dial(phone, mobile, { callId: `primo ${anna.id}` })
    await talks(first, `primo ${anna.id}`)
    t.clock.now = new Date(t.clock.now.getTime() + 6 * 60_000)
    // A call that still goes on counts too.
    expect((await dial(phone, mobile, { callId: `mentre ${anna.id}` })).plan.steps[0]?.targets[0]).toMatchObject({
      longest: 240,
    })
    await ends(first, `primo ${anna.id}`, 360)
    await ends(first, `primo ${anna.id}`, 360)
    const second = await dial(phone, mobile, { callId: `secondo ${anna.id}` })
    expect(second.plan.steps[0]?.targets[0]).toMatchObject({ kind: 'outside', longest: 240 })
    await talks(second, `secondo ${anna.id}`)
    await ends(second, `secondo ${anna.id}`, 240)
    const third = await dial(phone, mobile)
    expect([goesOut(third), why(third)]).toEqual([false, 'line-minutes'])
    expect((await dial(phone, '112')).plan.steps[0]?.targets[0]).toMatchObject({ kind: 'emergency' })
    expect(goesOut(await dial(phone, '0255550100'))).toBe(true)

    const state = await administrator.call('GET /api/call-handling/limits')
    expect(state.today).toContainEqual({ class: 'mobile', calls: 2, minutes: 10, counted: 10, millicents: 0 })
    expect(state.alarms.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['half line-minutes mobile', 'reached line-minutes mobile']),
    )
    administrator = await signedInAsBoss()
    await administrator.call('POST /api/call-handling/limits/let-go-on', {
      body: { lineId: anna.id, reason: 'Sono chiamate nostre' },
    })
    expect(goesOut(await dial(phone, mobile))).toBe(true)
  })

  it('a burst of calls is stopped after the tenth of a minute', async () => {
    const out = []
    for (let i = 0; i < 12; i++) {
      const callId = `raffica ${i} ${anna.id}`
      const call = await dial(phone, mobile, { callId })
      out.push(goesOut(call))
      await portal.hear([event(call, callId, { kind: 'failed', cause: 'busy', code: 486 })])
    }
    expect(out.filter(Boolean)).toHaveLength(10)
    t.clock.now = new Date(t.clock.now.getTime() + 61_000)
    expect(goesOut(await dial(phone, mobile))).toBe(true)
  })

  it('limits go down, and never above the provider’s', async () => {
    const { limits } = await administrator.call('POST /api/call-handling/limits', {
      body: { forwarded: { atOnce: 1 } },
    })
    expect([limits.forwarded.atOnce, limits.forwarded.minutesEach]).toEqual([1, 60])
    const body = { line: { minutesADay: { premium: 31 } } }
    await expect(administrator.call('POST /api/call-handling/limits', { body })).rejects.toMatchObject({
      code: 'setting.refused',
      body: { reason: 'above-ceiling' },
    })
    const user = (await putSession(t, anna)).browser
    await expect(user.call('GET /api/call-handling/limits')).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('with nobody to count, national calls go out and dear ones do not', async () => {
    await allow(['national', 'mobile', 'intl-eu'])
    await dial(phone, '112')
    const { asService } = t.house.cellar
    const broken: typeof asService = (work, options) =>
      options?.readOnly ? asService(work, options) : Promise.reject(new Error('the store is down'))
    const other = calling(t, createPortalSide({ ...t.house, cellar: { ...t.house.cellar, asService: broken } }, '/tmp'))
    expect(goesOut(await other.dial(phone, mobile))).toBe(true)
    const abroad = await other.dial(phone, paris)
    expect([goesOut(abroad), why(abroad)]).toEqual([false, 'uncounted'])
  })
})

describe('signs of fraud hold calls abroad for an hour (TEL-8)', () => {
  it('the first ever goes out, the next wait; administrators are told and may let go on', async () => {
    await allow(['national', 'mobile', 'intl-eu'])
    expect(goesOut(await dial(phone, paris))).toBe(true)
    const second = await dial(phone, paris)
    expect([goesOut(second), why(second)]).toEqual([false, 'held'])
    expect(goesOut(await dial(phone, mobile))).toBe(true)
    const { held, alarms } = await administrator.call('GET /api/call-handling/limits')
    expect(held).toMatchObject([{ line: { id: anna.id, name: 'Anna Bono' }, signal: 'first-abroad' }])
    expect(alarms.map(({ what }) => what)).toContain('held first-abroad')
    expect(await countLetters(t, boss.email, 'call-alarm')).toBe(1)
    const written = await t.house.cellar.asService((trx) =>
      trx.selectFrom('audit_event').select('action').where('company_id', '=', company.id).execute(),
    )
    expect(written.map(({ action }) => action)).toContain('calls-abroad.held')
    t.clock.now = new Date(t.clock.now.getTime() + 61 * 60_000)
    expect(goesOut(await dial(phone, paris))).toBe(true)
  })

  it('short calls to one country hold the whole company', async () => {
    await allow(['national', 'mobile', 'intl-eu'])
    await dial(phone, paris)
    t.clock.now = new Date(t.clock.now.getTime() + 61 * 60_000)
    for (let i = 0; i < 5; i++) {
      const callId = `breve ${i} ${anna.id}`
      const call = await dial(phone, paris, { callId })
      expect(goesOut(call)).toBe(true)
      await talks(call, callId)
      await ends(call, callId, 4)
    }
    expect(why(await dial(phone, paris))).toBe('held')
    const { held } = await (await signedInAsBoss()).call('GET /api/call-handling/limits')
    expect(held).toMatchObject([{ line: null, signal: 'short-calls' }])
  })
})
