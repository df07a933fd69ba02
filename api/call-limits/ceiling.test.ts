import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { costOf } from '#domain/call-limits/costs.ts'
import type { EngineEvent, SipUser } from '#telephony/call-engine.ts'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { countLetters } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { staffAs } from '../testing/staff-as.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { endWhatIsUsedUp } from './watch-calls.ts'

let t: TestHouse
let company: TestCompany
let boss: GrownLine
let anna: GrownLine
let phone: SipUser
let portal: ReturnType<typeof createPortalSide>
let { dial } = {} as ReturnType<typeof calling>

beforeAll(async () => {
  t = await openTestHouse()
  portal = createPortalSide(t.house, '/tmp/nowhere')
  ;({ dial } = calling(t, portal))
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.now = new Date('2026-11-24T10:00:00Z')
  company = await t.company()
  boss = await grownLine(t, company, { role: 'administrator', name: 'Giulia Ferri' })
  anna = await grownLine(t, company, { name: 'Anna Bono' })
  phone = await phoneOf(t, anna)
})

const mobile = '+393475550182'
/** Ten cents at the answer, twelve a minute. */
const prices = { mobile: { setUp: 10_000, minute: 12_000 } }
type Dialled = Awaited<ReturnType<typeof dial>>
const way = ({ plan }: Dialled) => plan.steps[0]?.targets[0]
const why = ({ plan }: Dialled) => plan.reasons.find(({ rule }) => rule === 'limit-reached')?.facts.limit
const administrator = async () =>
  (await putSession(t, boss, { view: 'administrator', stepped_up_at: t.clock.now })).browser
const atTheDesk = async (role: 'desk' | 'activation' = 'activation') =>
  (await staffAs(t, role, {}, { stepped_up_at: t.clock.now })).browser
const pass = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000)
}

async function decide(decided: object, tariff: object = {}) {
  const params = { companyId: company.id }
  const body = { decided, tariff, reason: 'Come da contratto' }
  return (await atTheDesk()).call('POST /api/provider/customers/:companyId/ceiling', { params, body })
}
const limit = async (body: object) => (await administrator()).call('POST /api/call-handling/limits', { body })
const see = async () => (await administrator()).call('GET /api/call-handling/limits')
const goOn = async (lineId?: string) =>
  (await administrator()).call('POST /api/call-handling/limits/let-go-on', {
    body: { ...(lineId ? { lineId } : {}), reason: 'Sono chiamate nostre' },
  })

/** Anna talks with a mobile for so long. */
async function talk(seconds: number) {
  const callId = randomUUID()
  const call = await dial(phone, mobile, { callId })
  const event = (what: object) =>
    ({
      ...{ id: randomUUID(), at: t.clock.now.toISOString(), callId, context: call.text, left: [] },
      ...what,
    }) as unknown as EngineEvent
  await portal.hear([event({ kind: 'answered', step: 0, target: 0 })])
  pass(seconds)
  await portal.hear([event({ kind: 'ended', seconds })])
  return call
}

describe('the provider’s ceiling', () => {
  it('holds over what the administrator says, and over what they let go; both logs and a letter tell of it', async () => {
    await limit({ line: { minutesADay: { mobile: 20 } } })
    const { limits } = await decide({ line: { minutesADay: { mobile: 10 } } })
    expect(limits.line.minutesADay).toMatchObject({ mobile: 10, national: 480 })
    expect(way(await talk(600))).toMatchObject({ kind: 'outside', longest: 600 })
    expect(why(await dial(phone, mobile))).toBe('line-minutes')
    const state = await goOn(anna.id)
    expect(state.decided).toEqual({ line: { minutesADay: { mobile: 10 } } })
    expect(why(await dial(phone, mobile))).toBe('line-minutes')
    expect((await see()).stopped).toMatchObject([
      { line: { id: anna.id }, limit: 'line-minutes', class: 'mobile', mayGoOn: false },
    ])
    await expect(limit({ line: { minutesADay: { mobile: 11 } } })).rejects.toMatchObject({ code: 'setting.refused' })
    expect(way(await dial(phone, '112'))).toMatchObject({ kind: 'emergency' })

    expect(await countLetters(t, boss.email, 'call-ceiling-changed')).toBe(1)
    const written = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('audit_event')
        .select(['company_id', 'actor_role'])
        .where('action', '=', 'call-ceiling.decided')
        .execute(),
    )
    expect(written).toEqual(
      expect.arrayContaining([
        { company_id: company.id, actor_role: 'support' },
        { company_id: null, actor_role: 'support' },
      ]),
    )
    // Raised again, the administrator's own twenty minutes count.
    await decide({})
    expect(way(await dial(phone, mobile))).toMatchObject({ kind: 'outside', longest: 1_200 })
  })

  it('is decided by whoever activates customers, and seen by 1928', async () => {
    const desk = await atTheDesk('desk')
    const params = { companyId: company.id }
    const body = { decided: {}, tariff: {}, reason: 'Come da contratto' }
    await expect(desk.call('POST /api/provider/customers/:companyId/ceiling', { params, body })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const seen = await desk.call('GET /api/provider/customers/:companyId/ceiling', { params })
    expect([seen.decided, seen.limits]).toEqual([{}, seen.standard])
  })
})

describe('limits of one line', () => {
  it('differ from the others’ up to the ceiling, and are like theirs again', async () => {
    await limit({ line: { minutesADay: { mobile: 5 } } })
    const params = { lineId: anna.id }
    const own = async (body: object) =>
      (await administrator()).call('POST /api/call-handling/limits/lines/:lineId', { params, body })
    const { exceptions } = await own({ line: { minutesADay: { mobile: 30 } } })
    expect(exceptions).toMatchObject([
      { line: { name: 'Anna Bono' }, limits: { line: { minutesADay: { mobile: 30 } } } },
    ])
    expect(way(await dial(phone, mobile))).toMatchObject({ longest: 1_800 })
    await expect(own({ line: { minutesADay: { mobile: 361 } } })).rejects.toMatchObject({ code: 'setting.refused' })
    expect((await own({ line: { minutesADay: {} } })).exceptions).toEqual([])
    expect(way(await dial(phone, mobile))).toMatchObject({ longest: 300 })
  })
})

describe('caps in euro', () => {
  it('end the last call, refuse the next paid one, and warn at 50, 80 and 100 %', async () => {
    await decide({}, prices)
    await limit({ cost: { company: { day: 100 } } })
    // 10 + 12 × 3.5 = 52 cents.
    expect(way(await talk(210))).toMatchObject({ longest: 450 })
    expect((await see()).spent).toEqual({ day: costOf(prices.mobile, 210), month: costOf(prices.mobile, 210) })
    // 48 are left: 10 at the answer, 38 of talk.
    expect(way(await talk(100))).toMatchObject({ longest: 190 })
    expect(way(await talk(40))).toMatchObject({ longest: 40 })
    expect(why(await dial(phone, mobile))).toBe('company-cost-day')
    const state = await see()
    expect(state.spent.day).toBe(100_000)
    expect(state.alarms.map(({ what }) => what)).toEqual([
      'reached company-cost-day',
      'cost-80 company-cost-day',
      'cost-50 company-cost-day',
    ])
    expect(state.alarms[0]?.letters.written).toBe(1)
    expect(state.stopped).toMatchObject([{ line: null, limit: 'company-cost-day', mayGoOn: true }])
    expect(await countLetters(t, boss.email, 'call-alarm')).toBe(3)
    // What costs nothing goes out, and 112 always does.
    expect(way(await dial(phone, '0255550100'))).toMatchObject({ kind: 'outside' })
    expect(way(await dial(phone, '112'))).toMatchObject({ kind: 'emergency' })

    await goOn()
    expect(way(await dial(phone, mobile))).toMatchObject({ kind: 'outside', longest: 450 })
    const after = await see()
    expect([after.spent.day, after.stopped, after.alarms.length]).toEqual([100_000, [], 3])
  })

  it('end calls that go on together once their sum has used them up, and leave the others', async () => {
    await decide({}, prices)
    await limit({ cost: { company: { day: 100 } }, line: { minutesADay: { national: 10 } } })
    const bruno = await grownLine(t, company, { name: 'Bruno Gatti' })
    const desk = await phoneOf(t, bruno)
    const ended: string[] = []
    const hangUp = vi.spyOn(t.house.engine, 'hangUp').mockImplementation(async (call) => void ended.push(call))
    const ring = async (from: SipUser, to: string) => {
      const callId = randomUUID()
      return { callId, call: await dial(from, to, { callId }) }
    }
    const answer = ({ callId, call }: Awaited<ReturnType<typeof ring>>) =>
      portal.hear([
        {
          ...{ id: randomUUID(), at: t.clock.now.toISOString(), callId, context: call.text, left: [] },
          ...{ kind: 'answered', step: 0, target: 0 },
        } as unknown as EngineEvent,
      ])
    const begin = async (from: SipUser, to: string) => {
      const ringing = await ring(from, to)
      await answer(ringing)
      return { callId: ringing.callId, longest: (way(ringing.call) as { longest?: number }).longest }
    }
    // Each is given what is left: 100 cents, 10 at the answer, 12 a minute; the second one after the first one's answer.
    const [first, second] = [await begin(phone, mobile), await begin(desk, mobile)]
    const home = await begin(phone, '0255550100')
    expect([first.longest, second.longest, home.longest]).toEqual([450, 400, 600])
    pass(195)
    await endWhatIsUsedUp(t.house)
    // 2 × (10 + 39) = 98 cents.
    expect(ended).toEqual([])
    pass(10)
    await endWhatIsUsedUp(t.house)
    expect(ended.toSorted()).toEqual([first.callId, second.callId].toSorted())
    expect((await see()).alarms.map(({ what }) => what)).toContain('reached company-cost-day')

    // The same for a line's minutes of the day, which are nobody else's.
    const other = await begin(phone, '0255550101')
    const colleagues = await begin(desk, '0255550102')
    ended.length = 0
    pass(250)
    await endWhatIsUsedUp(t.house)
    expect(ended.filter((call) => call !== first.callId && call !== second.callId).toSorted()).toEqual(
      [home.callId, other.callId].toSorted(),
    )
    expect(ended).not.toContain(colleagues.callId)

    // What is saved holds for a call that goes on, whoever saves it and for whom.
    ended.length = 0
    await limit({ line: { minutesADay: { national: 5 } } })
    expect(ended).not.toContain(colleagues.callId)
    const less = { line: { minutesADay: { national: 4 } } }
    const brunos = async (body: object) =>
      (await administrator()).call('POST /api/call-handling/limits/lines/:lineId', {
        params: { lineId: bruno.id },
        body,
      })
    for (const lower of [() => brunos(less), () => limit(less), () => decide(less, prices)]) {
      ended.length = 0
      await lower()
      expect(ended).toContain(colleagues.callId)
      await brunos({})
      await decide({}, prices)
      await limit({ line: { minutesADay: { national: 60 } } })
    }
    // And for one that rang then, soon after it is answered; the others have ended.
    const late = await ring(desk, '0255550103')
    await t.house.cellar.asService((trx) =>
      trx.updateTable('outside_leg').set({ ended_at: t.clock.now }).where('answered_at', 'is not', null).execute(),
    )
    pass(10)
    await limit({ line: { minutesADay: { national: 0 } } })
    await answer(late)
    ended.length = 0
    await endWhatIsUsedUp(t.house)
    expect(ended).toEqual([late.callId])
    hangUp.mockRestore()
  })

  it('of the month are not let go, and begin anew with it; a new price is that of the next call', async () => {
    await decide({ cost: { line: { month: 50 } } }, prices)
    await talk(200)
    expect(why(await dial(phone, mobile))).toBe('line-cost-month')
    await goOn(anna.id)
    expect(why(await dial(phone, mobile))).toBe('line-cost-month')
    expect((await see()).stopped).toMatchObject([{ limit: 'line-cost-month', mayGoOn: false }])
    await decide({ cost: { line: { month: 50 } } }, { mobile: { setUp: 0, minute: 0 } })
    expect(way(await dial(phone, mobile))).toMatchObject({ kind: 'outside' })
    await decide({ cost: { line: { month: 50 } } }, prices)
    t.clock.now = new Date('2026-12-01T10:00:00Z')
    expect(way(await dial(phone, mobile))).toMatchObject({ longest: 200 })
  })
})
