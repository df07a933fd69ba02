import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshSettings } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { minute } from '#domain/clock.ts'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { checkAudit } from '../provider/check-audit.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestHouse } from '../testing/test-house.ts'

let t: TestHouse
let a: Administrator
let anna: GrownLine
let bruno: GrownLine
let browser: Browser

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())
beforeEach(async () => {
  anna = await grownLine(t, a.company, { name: 'Anna Bono' })
  bruno = await grownLine(t, a.company, { name: 'Bruno Conti' })
  browser = (await putSession(t, anna)).browser
})

const typed = (text: string) => ({ kind: 'typed', typed: text }) as const
const read = (who = browser) => who.call('GET /api/call-handling/settings')
const save = async (changes: SettingsRequest, more: { who?: Browser; version?: number; pin?: string } = {}) => {
  const { who = browser, ...rest } = more
  const { version } = await read(who)
  return who.call('POST /api/call-handling/settings', { body: { version, changes, ...rest } })
}

describe('reading', () => {
  it('a line nobody has touched rings, and voicemail answers after 30 s', async () => {
    expect(await read()).toMatchObject({
      version: 0,
      settings: freshSettings,
      line: { lineId: anna.id, extension: anna.extension },
      phones: [],
      presentable: [{ number: anna.number, of: 'line' }],
      voicemail: true,
      outside: true,
      pinSetAt: null,
      limits: { others: 2 },
    })
  })
})

describe('saving', () => {
  it('turns what was typed into a line or a number', async () => {
    const saved = await save({
      noAnswer: { on: true, to: typed(bruno.extension), after: 15 },
      busy: { action: 'forward', to: typed('347 555 0182') },
    })
    expect(saved.version).toBe(1)
    expect(saved.settings.noAnswer.to).toEqual({ kind: 'line', lineId: bruno.id })
    expect(saved.settings.busy.to).toEqual({ kind: 'number', number: '+393475550182' })
    expect(saved.people).toEqual([
      { lineId: bruno.id, number: bruno.number, extension: bruno.extension, name: 'Bruno Conti' },
    ])
    expect(await read()).toEqual(saved)
  })

  it('the same request twice changes once', async () => {
    const body = { version: 0, changes: { doNotDisturb: { on: true, until: null } } }
    const once = await browser.call('POST /api/call-handling/settings', { body })
    expect(await browser.call('POST /api/call-handling/settings', { body })).toEqual(once)
    expect((await browser.call('GET /api/call-handling/history', { query: {} })).changes).toHaveLength(1)
  })

  it('two people change different settings; the same one is a conflict', async () => {
    await save({ callWaiting: false })
    const body = (changes: SettingsRequest) => ({ body: { version: 0, changes } })
    const other = await browser.call('POST /api/call-handling/settings', body({ anonymous: 'reject' }))
    expect(other).toMatchObject({ version: 2, settings: { callWaiting: false, anonymous: 'reject' } })
    await save({ identity: { withheld: true, presented: null } })
    await expect(
      browser.call(
        'POST /api/call-handling/settings',
        body({ identity: { withheld: true, presented: bruno.number as never } }),
      ),
    ).rejects.toMatchObject({ code: 'setting.refused' })
    await save({ savedNumbers: [{ label: 'Cellulare', number: '347 555 0182' }] })
    await expect(browser.call('POST /api/call-handling/settings', body({ savedNumbers: [] }))).rejects.toMatchObject({
      code: 'setting.conflict',
    })
  })

  it('ten at once from the same page: one after the other, each with its history and its trace', async () => {
    await save({ callWaiting: false })
    const { version } = await read()
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        browser.call('POST /api/call-handling/settings', {
          body: { version, changes: { noAnswer: { on: true, to: { kind: 'line', lineId: bruno.id }, after: 15 + i } } },
        }),
      ),
    )
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refused).toHaveLength(9)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'setting.conflict' })
    const { changes } = await browser.call('GET /api/call-handling/history', { query: {} })
    expect(changes.map(({ setting, version, by }) => [setting, version, by])).toEqual([
      ['noAnswer', version + 1, 'you'],
      ['callWaiting', version, 'you'],
    ])
    const now = await read()
    expect(now).toMatchObject({ version: version + 1, settings: { noAnswer: changes[0]?.after } })
    const events = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('audit_event')
        .select(['action', 'actor_id', 'actor_role', 'facts', 'result', 'acting'])
        .where('subject_id', '=', anna.id)
        .where('action', '=', 'call-settings.changed')
        .orderBy('id')
        .execute(),
    )
    expect(events).toEqual(
      ['callWaiting', 'noAnswer'].map((settings) => ({
        action: 'call-settings.changed',
        actor_id: anna.id,
        actor_role: 'user',
        facts: { settings },
        result: 'done',
        acting: false,
      })),
    )
  })

  it('colleagues in the same moment: each saves its own, one clicks twice, one has an old page; the log stays whole', async () => {
    const colleagues = [anna]
    for (let n = 1; n < 8; n++) colleagues.push(await grownLine(t, a.company, { name: `Collega ${n}` }))
    const browsers = await Promise.all(colleagues.map(async (line) => (await putSession(t, line)).browser))
    const forward = (after: number) => ({
      noAnswer: { on: true, to: { kind: 'line' as const, lineId: bruno.id }, after },
    })
    const post = (who: Browser, version: number, after: number) =>
      who.call('POST /api/call-handling/settings', { body: { version, changes: forward(after) } })
    // The statement gets its name and each connection prepares it: from then on they share commits.
    for (let round = 1; round <= 6; round++)
      for (const saved of await Promise.all(browsers.map((who, n) => post(who, round - 1, 5 + n + round))))
        expect(saved.version).toBe(round)
    const [, twice = browser, old = browser] = browsers
    const answers = await Promise.allSettled([
      ...browsers.map((who, n) => post(who, who === old ? 3 : 6, 24 - n)),
      post(twice, 6, 23),
    ])
    const versions = answers.map((one) => (one.status === 'fulfilled' ? one.value.version : one.reason.code))
    expect(versions).toEqual([7, 7, 'setting.conflict', 7, 7, 7, 7, 7, 7])
    for (const [n, who] of browsers.entries()) {
      const { changes } = await who.call('GET /api/call-handling/history', { query: {} })
      expect(changes.map(({ version }) => version)).toEqual(who === old ? [6, 5, 4, 3, 2, 1] : [7, 6, 5, 4, 3, 2, 1])
      expect(await read(who)).toMatchObject({ settings: forward(who === old ? 13 : 24 - n) })
    }
    expect((await checkAudit(t.house)).broken).toEqual([])
  })

  it.each([
    ['own number', () => anna.number, 'own-number'],
    ['own extension', () => anna.extension, 'own-number'],
    ['nobody’s extension', () => '987', 'unknown-extension'],
    ['no number', () => 'mamma', 'not-a-number'],
    ['star code', () => '*21*3475550182#', 'feature-code'],
    ['emergency number', () => '112', 'emergency'],
    ['premium number', () => '899 123456', 'class-not-allowed'],
    ['abroad', () => '+44 207 946 0958', 'class-not-allowed'],
    ['satellite', () => '+8816 3141 5926', 'class-not-allowed'],
  ])('%s is refused', async (_, number, reason) => {
    await expect(save({ forwardAll: { on: true, to: typed(number()), until: null } })).rejects.toMatchObject({
      code: 'setting.refused',
      body: { setting: 'forwardAll', reason },
    })
    await expect(
      browser.call('POST /api/call-handling/destination', { body: { typed: number() } }),
    ).rejects.toMatchObject({
      code: 'setting.refused',
      body: { reason },
    })
  })

  it('a circle of two and of three lines is refused', async () => {
    const carla = await grownLine(t, a.company, { name: 'Carla Dini' })
    const brunos = (await putSession(t, bruno)).browser
    const carlas = (await putSession(t, carla)).browser
    await save({ forwardAll: { on: true, to: typed(bruno.extension), until: null } })
    const back = { forwardAll: { on: true, to: typed(anna.extension), until: null } }
    await expect(save(back, { who: brunos })).rejects.toMatchObject({ body: { reason: 'loop' } })
    await save({ noAnswer: { on: true, to: typed(carla.extension), after: 20 } }, { who: brunos })
    await expect(save(back, { who: carlas })).rejects.toMatchObject({ body: { reason: 'loop' } })
    // One forwards when busy, the other when nobody answers: no call goes in a circle.
    await save({ forwardAll: { on: false, to: null, until: null } })
    const whenBusy = { busy: { action: 'forward', to: typed(bruno.extension) } } as const
    expect((await save(whenBusy, { who: carlas })).settings.busy.action).toBe('forward')
  })

  it.each([
    [
      'voicemail before the forward has had its turn',
      { noAnswer: { on: true, to: typed('3475550182'), after: 28 } },
      'voicemail-too-soon',
    ],
    ['four seconds', { voicemail: { on: true, after: 4 } }, 'seconds'],
    ['a forward to nowhere', { forwardAll: { on: true, to: null, until: null } }, 'destination-missing'],
    ['an end that is over', { doNotDisturb: { on: true, until: '2020-01-01T00:00:00.000Z' } }, 'past'],
    [
      'more phones than Standard allows',
      {
        ringing: {
          mode: 'together',
          silent: [],
          others: ['3475550181', '3475550182', '3475550183'].map(typed),
          order: [],
        },
      },
      'too-many',
    ],
    [
      'a silence in the order',
      {
        ringing: {
          mode: 'in-order',
          silent: [],
          others: [],
          order: [
            { leg: { kind: 'destination', to: typed('3475550181') }, from: 0, seconds: 10 },
            { leg: { kind: 'destination', to: typed('3475550182') }, from: 12, seconds: 10 },
          ],
        },
      },
      'gap',
    ],
    [
      'somebody else’s phone',
      { ringing: { mode: 'own', silent: ['00000000-0000-4000-8000-000000000000'], others: [], order: [] } },
      'not-your-phone',
    ],
  ] as [string, SettingsRequest, string][])('%s is refused', async (_, changes, reason) => {
    await expect(save(changes)).rejects.toMatchObject({ code: 'setting.refused', body: { reason } })
  })
})

describe('a new number outside (TEL-9)', () => {
  it('is told to the line’s holder, once', async () => {
    await save({ forwardAll: { on: true, to: typed('347 555 0182'), until: null } })
    await save({ forwardAll: { on: false, to: null, until: null } })
    await save({ noAnswer: { on: true, to: typed('347 555 0182'), after: 20 } })
    const letters = (await t.letters(anna.email)).filter(({ letter }) => letter === 'forward-number-added')
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toContain('347••••82')
    expect((await read()).knownNumbers).toEqual(['+393475550182'])
  })

  it('asks for the password when it was shown long ago; a known one does not', async () => {
    await save({ savedNumbers: [{ label: 'Cellulare', number: '347 555 0182' }] })
    const later = (await putSession(t, anna, { password_at: new Date(t.clock.now.getTime() - 20 * minute) })).browser
    const forward = (number: string) => ({ forwardAll: { on: true, to: typed(number), until: null } })
    await expect(save(forward('347 555 0199'), { who: later })).rejects.toMatchObject({ code: 'step-up' })
    expect((await save(forward('347 555 0182'), { who: later })).settings.forwardAll.on).toBe(true)
  })

  it('a remembered computer may set do not disturb, not a forward', async () => {
    const remembered = (await putSession(t, anna, { kind: 'remembered', password_at: null })).browser
    await save({ doNotDisturb: { on: true, until: null } }, { who: remembered })
    const forward = { forwardAll: { on: true, to: typed(bruno.extension), until: null } }
    await expect(save(forward, { who: remembered })).rejects.toMatchObject({ code: 'session.remembered' })
  })
})

describe('own barring', () => {
  it('asks for the PIN and then closes the class for forwards too', async () => {
    const lock = { barring: ['mobile'] } as const
    await expect(save(lock)).rejects.toMatchObject({ code: 'pin.wrong' })
    await browser.call('POST /api/me/pin', { body: { newPin: '739152' } })
    await expect(save(lock, { pin: '111111' })).rejects.toMatchObject({ code: 'pin.wrong' })
    await save(lock, { pin: '739152' })
    const forward = { forwardAll: { on: true, to: typed('347 555 0182'), until: null } }
    await expect(save(forward)).rejects.toMatchObject({ body: { reason: 'own-barring' } })
  })
})

describe('history', () => {
  it('says who changed what, and puts it back', async () => {
    await save({ noAnswer: { on: true, to: typed(bruno.extension), after: 15 } })
    await save({ noAnswer: { on: false, to: null, after: 15 } })
    const { changes, people, more } = await browser.call('GET /api/call-handling/history', { query: {} })
    expect(changes.map(({ setting, by }) => [setting, by])).toEqual([
      ['noAnswer', 'you'],
      ['noAnswer', 'you'],
    ])
    expect(people).toEqual([expect.objectContaining({ name: 'Bruno Conti' })])
    expect(more).toBe(false)
    const { version } = await read()
    const restored = await browser.call('POST /api/call-handling/history/:changeId/restore', {
      params: { changeId: changes[0]?.id ?? '' },
      body: { version },
    })
    expect(restored.settings.noAnswer).toEqual({ on: true, to: { kind: 'line', lineId: bruno.id }, after: 15 })
    const after = await browser.call('GET /api/call-handling/history', { query: {} })
    expect(after.changes[0]).toMatchObject({ restored: true })
  })
})

describe('the administrator', () => {
  const params = () => ({ lineId: anna.id })

  it('acts for a line under a grant; the user sees who did it', async () => {
    await expect(
      a.browser.call('GET /api/call-handling/lines/:lineId/settings', { params: params() }),
    ).rejects.toMatchObject({ code: 'acting.missing' })
    await a.browser.call('POST /api/directory/acting-grants', { body: { lineId: anna.id } })
    await a.browser.call('POST /api/call-handling/lines/:lineId/settings', {
      params: params(),
      body: { version: 0, changes: { forwardAll: { on: true, to: typed('347 555 0182'), until: null } } },
    })
    const [change] = (await browser.call('GET /api/call-handling/history', { query: {} })).changes
    expect(change).toMatchObject({ by: 'administrator', name: a.line.name, setting: 'forwardAll' })
    expect((await t.letters(anna.email))[0]?.text).toContain(a.line.name)
    const { activity } = await browser.call('GET /api/me/activity', { query: {} })
    expect(activity[0]).toMatchObject({ action: 'call-settings.changed', actor: 'administrator' })
  })

  it('opens classes, never premium', async () => {
    const change = (allowed: string[]) =>
      a.browser.call('POST /api/call-handling/lines/:lineId/call-permissions', {
        params: params(),
        body: { allowed: allowed as never },
      })
    await expect(change(['national', 'premium'])).rejects.toMatchObject({ code: 'setting.refused' })
    expect((await change(['national', 'mobile', 'intl-eu'])).allowed).toEqual(['national', 'mobile', 'intl-eu'])
    await save({ forwardAll: { on: true, to: typed('+49 30 901820'), until: null } })
    expect((await t.letters(anna.email)).map(({ letter }) => letter)).toContain('calls-abroad-opened')
  })
})

describe('Prova', () => {
  const attempt = (body: object) => browser.call('POST /api/call-handling/simulate', { body: body as never })

  it('shows the way and the reason of each step', async () => {
    await save({ noAnswer: { on: true, to: typed('347 555 0182'), after: 15 } })
    await t.house.cellar.asService(async (trx) => {
      await trx
        .insertInto('trunk')
        .values({
          id: crypto.randomUUID(),
          name: `prova ${anna.id}`,
          host: '127.0.0.1',
          port: 5060,
          transport: 'udp',
          created_at: t.clock.now,
        })
        .execute()
      t.house.facts.forgetTrunks(trx)
    })
    const tried = await attempt({ caller: { kind: 'typed', typed: '02 1234 5678' } })
    // No phone is connected yet: the call goes on at once.
    expect(tried.path.map(({ from, targets }) => [from, targets[0]?.kind, targets[0]?.number ?? null])).toEqual([
      [0, 'outside', '+393475550182'],
      [15, 'voicemail', null],
    ])
    expect(tried.end).toBe('voicemail')
    expect(tried.reasons.map(({ rule }) => rule)).toEqual(['unavailable', 'no-answer-forward'])
  })

  it('withheld callers meet the rule that rejects them', async () => {
    await save({ anonymous: 'reject' })
    const tried = await attempt({ caller: { kind: 'withheld' } })
    expect(tried).toMatchObject({ end: 'announcement', reasons: [{ rule: 'anonymous-rejection' }] })
  })

  it('is for any line of the company, by an administrator', async () => {
    const tried = await a.browser.call('POST /api/call-handling/lines/:lineId/simulate', {
      params: { lineId: bruno.id },
      body: { caller: { kind: 'typed', typed: anna.extension } },
    })
    expect(tried).toMatchObject({ end: 'voicemail', caller: { name: 'Anna Bono' } })
  })
})

describe('the card of codes', () => {
  it('has the company’s codes, and how each service stands', async () => {
    await save({ forwardAll: { on: true, to: typed(bruno.extension), until: null } })
    const { codes } = await browser.call('GET /api/call-handling/codes')
    expect(codes.find(({ service }) => service === 'forward-all')).toMatchObject({
      codes: expect.arrayContaining([{ pattern: '*21*N#', action: 'set', main: true }]),
      state: { on: true, to: bruno.extension, name: 'Bruno Conti' },
    })
  })
})
