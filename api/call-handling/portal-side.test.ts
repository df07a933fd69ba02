import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { minute } from '#domain/clock.ts'
import { type EngineEvent, type SipUser, type Undecided, writeUndecided } from '#telephony/call-engine.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { createPortalSide } from './portal-side.ts'
import { calling, phoneOf } from './testing/calls.ts'

let t: TestHouse
let company: TestCompany
let anna: GrownLine
let bruno: GrownLine
let annas: SipUser & { id: string }
let brunos: SipUser & { id: string }
let browser: Browser
let { dial, callIn } = {} as ReturnType<typeof calling>
let portal: ReturnType<typeof createPortalSide>

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  portal = createPortalSide(t.house, '/tmp/nowhere')
  ;({ dial, callIn } = calling(t, portal))
})
afterAll(() => t.close())
beforeEach(async () => {
  anna = await grownLine(t, company, { name: 'Anna Bono' })
  bruno = await grownLine(t, company, { name: 'Bruno Conti' })
  annas = await phoneOf(t, anna)
  brunos = await phoneOf(t, bruno)
  browser = (await putSession(t, bruno)).browser
})

const typed = (text: string) => ({ kind: 'typed', typed: text }) as const
const read = () => browser.call('GET /api/call-handling/settings')
async function save(changes: SettingsRequest) {
  const { version } = await read()
  return browser.call('POST /api/call-handling/settings', { body: { version, changes } })
}
const mobile = '+393475550182'

describe('a call', () => {
  it('between colleagues rings the phone, then voicemail answers', async () => {
    const { plan, context } = await dial(annas, bruno.extension)
    expect(plan.steps[0]).toMatchObject({
      seconds: 30,
      targets: [{ kind: 'device', deviceId: brunos.id, user: brunos.user }],
    })
    expect(plan.steps[plan.steps[0]?.next['no-answer'] ?? -1]?.targets).toEqual([
      { kind: 'voicemail', lineId: bruno.id },
    ])
    expect(plan.caller).toMatchObject({ name: 'Anna Bono', inside: anna.extension, outside: anna.number })
    expect(context).toMatchObject({
      companyId: company.id,
      caller: { lineId: anna.id },
      callee: { lineId: bruno.id },
      lines: [{ lineId: bruno.id, from: 0 }],
    })
  })

  it('from outside comes to the called number’s line; nobody’s number is refused', async () => {
    const { plan, context } = await callIn('+390212345678', bruno.number, { displayName: 'Rossi' })
    expect(plan.caller).toMatchObject({ name: 'Rossi', inside: '+390212345678', asserted: bruno.number })
    expect(context).toMatchObject({ caller: { lineId: null, number: '+390212345678' }, callee: { lineId: bruno.id } })
    expect((await callIn('+390212345678', '+390125559999')).plan.refusal).toMatchObject({ code: 404 })
  })

  it('from outside with a colleague’s number is no colleague’s call (TEL-14)', async () => {
    await save({ selectiveRejection: { on: true, callers: [{ kind: 'line', lineId: anna.id }] } })
    expect((await callIn(anna.number, bruno.number)).plan.steps[0]?.targets[0]).toMatchObject({ kind: 'device' })
    const { plan, context } = await dial(annas, bruno.number)
    expect(plan.steps[0]?.targets[0]).toMatchObject({ kind: 'announcement', announcement: { name: 'not-accepting' } })
    expect(context?.lines).toEqual([{ lineId: bruno.id, from: 0, rejected: true }])
  })

  it('obeys what was saved a moment ago, and not what is over', async () => {
    await dial(annas, bruno.extension)
    const until = new Date(t.clock.now.getTime() + 10 * minute).toISOString()
    await save({ forwardAll: { on: true, to: typed(mobile), until } })
    const { plan, context } = await dial(annas, bruno.extension)
    expect(plan.steps[0]).toMatchObject({
      targets: [{ kind: 'outside', number: mobile, mustAccept: false }],
      diversions: [{ number: bruno.number, reason: 'unconditional' }],
    })
    expect(plan.reasons.map(({ rule }) => rule)).toContain('forward-all')
    expect(context?.lines[0]?.sentOn).toEqual([
      { step: 0, to: { lineId: null, number: mobile, name: null }, reason: 'unconditional' },
    ])
    const later = await dial(annas, bruno.extension, { at: until })
    expect(later.plan.steps[0]?.targets[0]).toMatchObject({ kind: 'device' })
  })

  it('knows that a phone was switched off', async () => {
    expect(await portal.credentials(brunos)).toBe(`ha1 of ${brunos.user}`)
    await browser.call('PATCH /api/me/phones/:deviceId', { params: { deviceId: brunos.id }, body: { enabled: false } })
    expect(await portal.credentials(brunos)).toBeUndefined()
    const { plan } = await dial(annas, bruno.extension)
    expect(plan.steps.map(({ targets }) => targets[0]?.kind)).toEqual(['voicemail'])
    expect((await dial(brunos, anna.extension)).plan.refusal).toMatchObject({ code: 403 })
  })

  it('that came back through the network is not sent on again', async () => {
    await save({ forwardAll: { on: true, to: typed(mobile), until: null } })
    const { plan } = await callIn('+390212345678', bruno.number, { diverted: [mobile] })
    expect(plan.reasons.map(({ rule }) => rule)).toContain('loop')
    expect(plan.steps[0]?.targets[0]).toMatchObject({ kind: 'device' })
  })

  it('for a line that speaks, without call waiting, is busy', async () => {
    await save({ callWaiting: false })
    const { text } = await dial(annas, bruno.extension)
    const event = {
      id: '1',
      at: t.clock.now.toISOString(),
      callId: 'speaking',
      step: 0,
      target: 0,
      left: [],
      context: text,
    }
    await portal.hear([{ kind: 'answered', ...event }])
    const { plan } = await callIn('+390212345678', bruno.number)
    expect(plan.reasons.map(({ rule }) => rule)).toEqual(['busy', 'busy-voicemail'])
    await portal.hear([{ kind: 'ended', ...event, id: '2', seconds: 3 }])
    expect((await callIn('+390212345678', bruno.number)).plan.steps[0]?.targets[0]).toMatchObject({ kind: 'device' })
  })

  it('to a line of another company needs no trunk, and each company keeps its own record', async () => {
    const theirs = await t.company('Officina Valle S.n.c.')
    const carla = await grownLine(t, theirs, { name: 'Carla Valle' })
    const carlas = await phoneOf(t, carla)
    const { plan, text, context } = await dial(annas, carla.number)
    expect(plan.steps[0]?.targets[0]).toMatchObject({ kind: 'device', domain: 'officina-valle.localhost' })
    expect(context).toMatchObject({ companyId: theirs.id, caller: { lineId: null, number: anna.number } })
    const event = { at: t.clock.now.toISOString(), callId: 'across', step: 0, target: 0, left: [], context: text }
    await portal.hear([{ id: '3', kind: 'answered', ...event }])
    const rows = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('call_record')
        .select(['line_id', 'company_id', 'list', 'other_number'])
        .where('call_id', '=', 'across')
        .orderBy('list')
        .execute(),
    )
    expect(rows).toEqual([
      { line_id: anna.id, company_id: company.id, list: 'made', other_number: carla.number },
      { line_id: carla.id, company_id: theirs.id, list: 'received', other_number: anna.number },
    ])
    expect(carlas.domain).not.toBe(annas.domain)
  })
})

describe('outside', () => {
  it('shows the line’s number; *67# and #31# withhold it once', async () => {
    const { plan, context } = await dial(annas, '348 111 2223')
    expect(plan.steps[0]?.targets).toEqual([
      { kind: 'outside', lineId: anna.id, number: '+393481112223', mustAccept: false, longest: 360 * 60 },
    ])
    expect(plan.caller).toMatchObject({ asserted: anna.number, outside: anna.number, withheld: false })
    expect(context).toMatchObject({ callee: { lineId: null, number: '+393481112223' }, lines: [] })
    for (const prefix of ['*67#', '#31#'])
      expect((await dial(annas, `${prefix}3481112223`)).plan.caller.withheld).toBe(true)
  })

  it.each([
    ['premium', '899123456'],
    ['satellite', '008816314159'],
    ['abroad', '00442079460958'],
  ])('%s is barred', async (_, number) => {
    expect((await dial(annas, number)).plan.steps[0]?.targets).toEqual([
      { kind: 'announcement', announcement: { name: 'class-barred' } },
    ])
  })

  it('emergency goes out with everything barred, shows the number, and 112 may call back', async () => {
    await browser.call('POST /api/me/pin', { body: { newPin: '739152' } })
    const { version } = await read()
    const changes = {
      barring: ['national', 'mobile', 'shared', 'premium', 'international'],
      identity: { withheld: true, presented: null },
      doNotDisturb: { on: true, until: null },
    } as const
    await browser.call('POST /api/call-handling/settings', { body: { version, changes, pin: '739152' } })
    const back = () => callIn('112', bruno.number)
    expect((await back()).plan.steps[0]?.targets[0]?.kind).toBe('voicemail')
    for (const dialled of ['112', '*67#112', '#31#112']) {
      const { plan } = await dial(brunos, dialled)
      expect(plan.steps[0]?.targets).toEqual([{ kind: 'emergency', number: '112' }])
      expect(plan.caller).toMatchObject({ withheld: false, outside: bruno.number })
    }
    await expect.poll(async () => (await back()).plan.steps[0]?.targets[0]?.kind).toBe('device')
    t.clock.forward(61 * minute)
    expect((await back()).plan.steps[0]?.targets[0]?.kind).toBe('voicemail')
    // At once, also while the database is away or busy.
    const away = vi.spyOn(t.house.cellar, 'asService').mockRejectedValue(new Error('The database is away'))
    await dial(brunos, '112')
    expect((await back()).plan.steps[0]?.targets[0]?.kind).toBe('device')
    away.mockRestore()
  })
})

describe('star codes', () => {
  const hears = async (dialled: string, who: SipUser = brunos) => {
    const { plan, context } = await dial(who, dialled)
    expect(context?.unrecorded).toBe(true)
    const [target] = plan.steps[0]?.targets ?? []
    return target?.kind === 'announcement'
      ? [target.announcement.name, ...(target.announcement.say ?? [])]
      : target?.kind
  }

  it.each([
    ['*21*3475550182#', 'forward-set', 'forwardAll', { on: true, to: { kind: 'number', number: mobile } }],
    ['**21*3475550182#', 'forward-set', 'forwardAll', { on: true }],
    ['*61*3475550182#', 'forward-set', 'noAnswer', { on: true, to: { kind: 'number', number: mobile }, after: 20 }],
    ['*61*3475550182**10#', 'forward-set', 'noAnswer', { on: true, after: 10 }],
    ['*61*3475550182**30#', 'forward-set', 'voicemail', { on: true, after: 35 }],
    ['*22*3475550182#', 'forward-set', 'busy', { action: 'forward', to: { kind: 'number', number: mobile } }],
    ['*62*3475550182#', 'forward-set', 'unavailable', { on: true, to: { kind: 'number', number: mobile } }],
    ['*26#', 'do-not-disturb-on', 'doNotDisturb', { on: true, until: null }],
    ['#43#', 'call-waiting-off', 'callWaiting', false],
    ['*77', 'anonymous-rejection-on', 'anonymous', 'reject'],
  ] as const)('%s: %s', async (code, announcement, setting, value) => {
    expect((await hears(code))?.[0]).toBe(announcement)
    const { settings } = await read()
    if (typeof value === 'object') expect(settings[setting]).toMatchObject(value)
    else expect(settings[setting]).toEqual(value)
    const { changes } = await browser.call('GET /api/call-handling/history', { query: {} })
    expect(changes.find((change) => change.setting === setting)).toMatchObject({ by: 'phone-code' })
  })

  it('set, asked, cancelled, brought back; all cancelled', async () => {
    const number = ['3475550182']
    expect(await hears('*#21#')).toEqual(['forward-off'])
    expect(await hears('*21*3475550182#')).toEqual(['forward-set', ...number])
    expect(await hears('*#21#')).toEqual(['forward-is', ...number])
    expect(await hears('#21#')).toEqual(['forward-cancelled'])
    expect(await hears('*#21#')).toEqual(['forward-off'])
    expect(await hears('*21#')).toEqual(['forward-set', ...number])
    expect(await hears(`*61*${anna.extension}#`)).toEqual(['forward-set', anna.extension])
    expect(await hears('##002#')).toEqual(['all-forwards-cancelled'])
    const { settings } = await read()
    expect([settings.forwardAll.on, settings.noAnswer.on, settings.busy.action]).toEqual([false, false, 'voicemail'])
    expect(await hears('*26#')).toEqual(['do-not-disturb-on'])
    expect(await hears('*#26#')).toEqual(['do-not-disturb-on'])
    expect(await hears('#26#')).toEqual(['do-not-disturb-off'])
    expect(await hears('#77')).toEqual(['anonymous-rejection-off'])
  })

  it.each([
    ['own number', () => `*21*${bruno.number.slice(3)}#`, 'loop-refused'],
    ['premium', () => '*21*899123456#', 'number-refused'],
    ['112', () => '*21*112#', 'number-refused'],
    ['nobody’s extension', () => '*21*987#', 'number-refused'],
    ['no such code', () => '*98765#', 'code-unknown'],
    ['nothing to bring back', () => '*62#', 'code-refused'],
    ['four seconds', () => '*61*3475550182**4#', 'code-refused'],
  ])('%s is refused', async (_, code, announcement) => {
    const { plan } = await dial(brunos, code())
    expect(plan.steps[0]?.targets[0]).toMatchObject({ announcement: { name: announcement } })
    expect((await read()).version).toBe(0)
  })

  it('a circle is refused', async () => {
    expect((await hears(`*21*${bruno.extension}#`, annas))?.[0]).toBe('forward-set')
    expect(await hears(`*21*${anna.extension}#`)).toEqual(['loop-refused'])
  })

  it('who has a PIN shows it for a new number outside', async () => {
    await browser.call('POST /api/me/pin', { body: { newPin: '739152' } })
    expect(await hears('*21*3475550182#')).toEqual(['code-refused'])
    expect(await hears('*21*3475550182*111111#')).toEqual(['code-refused'])
    expect((await hears('*21*3475550182*739152#'))?.[0]).toBe('forward-set')
    await hears('#21#')
    expect((await hears('*21*3475550182#'))?.[0]).toBe('forward-set')
  })

  it('*60# turns the last caller away without telling who it was', async () => {
    expect(await hears('*60#')).toEqual(['no-last-caller'])
    const { text } = await callIn('+390212345678', bruno.number)
    const event = {
      id: '9',
      at: t.clock.now.toISOString(),
      callId: `last ${bruno.id}`,
      step: 0,
      left: [],
      context: text,
    }
    await portal.hear([{ kind: 'cancelled', ...event }])
    expect(await hears('*60#')).toEqual(['caller-rejected'])
    const rejects = async () => (await callIn('+390212345678', bruno.number)).plan.reasons[0]?.rule
    expect(await rejects()).toBe('selective-rejection')
    const { settings } = await read()
    expect(JSON.stringify(settings)).not.toContain('212345678')
    // The page sends the list back as it came.
    await save({
      selectiveRejection: { on: true, callers: [...settings.selectiveRejection.callers, typed('02 9999 9999')] },
    })
    expect(await rejects()).toBe('selective-rejection')
    expect((await read()).settings.selectiveRejection.callers).toHaveLength(2)
  })

  it('*9196 is the echo', async () => {
    expect(await hears('*9196')).toBe('echo-test')
  })
})

describe('a call that nobody decided', () => {
  const at = () => t.clock.now.toISOString()
  const callsOf = async (line: GrownLine, list: 'made' | 'received' | 'missed') => {
    const { browser } = await putSession(t, line)
    const { groups } = await browser.call('GET /api/me/calls', { query: { list } })
    const found = groups.flatMap((group) => group.calls.map((call) => ({ ...call, other: group.other })))
    return Promise.all(
      found.map(async (call) => ({
        ...call,
        detail: await browser.call('GET /api/me/calls/:callId', { params: { callId: call.id } }),
      })),
    )
  }
  const events = (callId: string, call: Partial<Undecided>, seconds = 7): EngineEvent[] => {
    const undecided: Undecided = {
      ...{ why: 'failed-open', user: null, claimed: '', dialled: bruno.extension, at: at() },
      ...call,
    }
    const context = writeUndecided(undecided)
    const { why: kind, user, claimed, dialled } = undecided
    return [
      { id: `${callId}/0`, at: at(), kind, callId, user, claimed, dialled },
      { id: `${callId}/1`, at: at(), kind: 'answered', callId, step: 0, target: 3, left: [], context },
      { id: `${callId}/2`, at: at(), kind: 'ended', callId, seconds, context },
    ]
  }

  it('because the portal was away is in the lists of both, with its length and why', async () => {
    await portal.hear(events('away-1', { user: annas }))
    const [made] = await callsOf(anna, 'made')
    const [received] = await callsOf(bruno, 'received')
    expect(made).toMatchObject({ outcome: 'answered', seconds: 7, other: { lineId: bruno.id } })
    expect(received).toMatchObject({ outcome: 'answered', seconds: 7, running: false, other: { lineId: anna.id } })
    expect(received?.detail.reasons.map(({ rule }) => rule)).toEqual(['portal-away'])
  })

  it('and came from outside shows the number, unless it was withheld', async () => {
    await portal.hear(events('away-2', { claimed: '+390212345678', dialled: bruno.number }))
    await portal.hear(events('away-3', { dialled: bruno.number }))
    const received = await callsOf(bruno, 'received')
    expect(received.map(({ other }) => other.number).toSorted()).toEqual(['+390212345678', null])
  })

  it('and was never answered is missed; one outside, refused, failed', async () => {
    const missed = { why: 'failed-open', user: annas, claimed: '', dialled: bruno.extension, at: at() } as const
    const outside = { ...missed, dialled: '0212345678' }
    await portal.hear([
      ...[{ id: 'away-4/1', at: at(), kind: 'cancelled', callId: 'away-4', step: 0, left: [] } as const].map(
        (event) => ({
          ...event,
          context: writeUndecided(missed),
        }),
      ),
      {
        ...({
          id: 'away-5/1',
          at: at(),
          kind: 'failed',
          callId: 'away-5',
          code: 503,
          cause: 'error',
          left: [],
        } as const),
        context: writeUndecided(outside),
      },
    ])
    expect(await callsOf(bruno, 'missed')).toMatchObject([{ outcome: 'cancelled', other: { lineId: anna.id } }])
    const made = await callsOf(anna, 'made')
    expect(made.map(({ outcome }) => outcome).toSorted()).toEqual(['cancelled', 'failed'])
    expect(made.map(({ other }) => other.number)).toContain('+390212345678')
  })

  it('for help opens the hour in which 112 gets through', async () => {
    await portal.hear(events('away-6', { user: annas, dialled: '112' }))
    expect(await callsOf(anna, 'made')).toMatchObject([{ other: { number: '+39112' } }])
    await vi.waitFor(async () => expect((await t.house.facts.line(anna.id))?.emergencyAt).toBe(at()), {
      timeout: 10_000,
      interval: 50,
    })
  })

  it('because a phone took over another one’s call is in the lists of who talk now', async () => {
    await portal.hear(events('joined', { why: 'taken-over', user: annas, dialled: brunos.user }))
    const [received] = await callsOf(bruno, 'received')
    expect(received).toMatchObject({ seconds: 7, other: { lineId: anna.id } })
    expect(received?.detail.reasons.map(({ rule }) => rule)).toEqual(['transferred'])
  })

  it('and a transfer says in both lists where the call went, once', async () => {
    const carla = await grownLine(t, company, { name: 'Carla Dotti' })
    const { text } = await dial(annas, bruno.extension)
    const of = { callId: 'sent-on', context: text }
    await portal.hear([
      { id: 'sent-on/1', at: at(), kind: 'answered', step: 0, target: 0, left: [], ...of },
      { id: 'sent-on/2', at: at(), kind: 'transferred', to: carla.extension, ...of },
    ])
    await portal.hear([
      { id: 'sent-on/2', at: at(), kind: 'transferred', to: carla.extension, ...of },
      { id: 'sent-on/3', at: at(), kind: 'ended', seconds: 12, ...of },
    ])
    for (const [line, list] of [
      [anna, 'made'],
      [bruno, 'received'],
    ] as const) {
      const [call] = await callsOf(line, list)
      expect(call).toMatchObject({ seconds: 12, outcome: 'answered', detail: { sentTo: { lineId: carla.id } } })
      expect(call?.detail.reasons.filter(({ rule }) => rule === 'transferred')).toHaveLength(1)
    }
  })
})
