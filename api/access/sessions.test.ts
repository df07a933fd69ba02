import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hour, minute, second } from '#domain/clock.ts'
import { behindTheScenes, type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** How long a session lives, and what ends it (spec/security 4.1; S02–S05, S12). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let marco: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
beforeEach(async () => {
  giulia = await grownLine(t, company, { role: 'administrator' })
  marco = await grownLine(t, company)
})
afterAll(() => t.close())

const sid = '__Host-osw_sid'
const state = (browser: Browser) => browser.call('GET /api/session')
const isOver = async (browser: Browser) => {
  expect(await state(browser)).toMatchObject({ state: 'anonymous' })
  await expect(browser.call('GET /api/me')).rejects.toMatchObject({ code: 'session.none' })
}
/** Somebody with a copy of the cookies. */
function copyOf(browser: Browser): Browser {
  const copy = t.browser({ ip: ownAddress() })
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}
/** A request of a person every ten minutes. */
async function stayBusy(browser: Browser, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 10 * minute) {
    t.clock.forward(10 * minute)
    await state(browser)
  }
}

describe('S02: fixation', () => {
  test('a cookie that was there before the sign-in opens nothing after it', async () => {
    const planted = await signedIn(t, giulia)
    const victim = copyOf(planted)
    await signedIn(t, marco, { browser: victim })
    expect(victim.cookies.get(sid)).not.toBe(planted.cookies.get(sid))
    await isOver(planted)
    expect(await state(victim)).toMatchObject({ viewer: { number: marco.number } })
  })

  test.each(['x', 'A'.repeat(43), 'A'.repeat(5000), '%00', '../../x', "' or 1=1 --"])(
    'an invented cookie %j is nobody',
    async (value) => {
      const browser = t.browser({ ip: ownAddress() })
      browser.cookies.set(sid, value)
      expect(await state(browser)).toMatchObject({ state: 'anonymous' })
      await signedIn(t, marco, { browser })
      expect(browser.cookies.get(sid)).toMatch(/^[\w-]{43}$/)
    },
  )

  test.each<[string, (browser: Browser) => Promise<unknown>]>([
    [
      'the switch to the administrator’s profile',
      (b) => b.call('POST /api/session/view', { body: { view: 'administrator' } }),
    ],
    ['showing the password again', (b) => b.call('POST /api/session/step-up', { body: { password: giulia.password } })],
    [
      'a new password',
      (b) =>
        b.call('POST /api/password/change', {
          body: { oldPassword: giulia.password, newPassword: 'ombrello stazione mattina' },
        }),
    ],
  ])('%s gives a new cookie, and the old one is dead', async (_, act) => {
    const browser = await signedIn(t, giulia, { view: 'user' })
    const before = copyOf(browser)
    await act(browser)
    await isOver(before)
    expect(await state(browser)).toMatchObject({ state: 'full' })
  })
})

describe('S03: a copy of the cookie is worth nothing after', () => {
  test.each<[string, (browser: Browser) => Promise<unknown>]>([
    ['signing out', (browser) => browser.call('POST /api/session/end')],
    [
      'a change of the password elsewhere',
      async () => {
        const body = { oldPassword: marco.password, newPassword: 'ombrello stazione mattina' }
        await (await signedIn(t, marco)).call('POST /api/password/change', { body })
      },
    ],
    ['"Esci dagli altri dispositivi"', async () => (await signedIn(t, marco)).call('POST /api/me/devices/end-others')],
    ['disabling the line', () => behindTheScenes(t, marco.id, { account: 'disabled' })],
    ['closing the line', () => behindTheScenes(t, marco.id, { account: 'closed' })],
    ['the end of the password', () => behindTheScenes(t, marco.id, { credential_expires_at: t.clock.now })],
  ])('%s', async (_, act) => {
    const browser = await signedIn(t, marco)
    const copy = copyOf(browser)
    expect(await state(copy)).toMatchObject({ state: 'full' })
    await act(browser)
    await isOver(copy)
  })

  test('a temporary password given by the administrator', async () => {
    const browser = await signedIn(t, marco)
    const administrator = await signedIn(t, giulia, { view: 'administrator' })
    await administrator.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
    await administrator.call('POST /api/directory/lines/:lineId/temporary-password', {
      params: { lineId: marco.id },
      body: { deliver: 'show' },
    })
    await isOver(browser)
  })

  test('the end of the contract', async () => {
    const gone = await t.company('Chiusa S.r.l.')
    const last = await grownLine(t, gone)
    const browser = await signedIn(t, last)
    await t.house.cellar.asService(async (trx) => {
      await trx.updateTable('company').set({ closed_at: t.clock.now }).where('id', '=', gone.id).execute()
      t.house.sessions.forget(trx, last.id)
    })
    await isOver(browser)
  })
})

describe('idle and absolute ends', () => {
  test.each<['user' | 'administrator', number]>([
    ['user', 30 * minute],
    ['administrator', 15 * minute],
  ])('idle, the %s’s view ends', async (view, idle) => {
    const browser = await signedIn(t, giulia, { view })
    expect(await state(browser)).toMatchObject({ idleEndsAt: new Date(t.clock.now.getTime() + idle).toISOString() })
    t.clock.forward(idle - second)
    expect(await state(copyOf(browser))).toMatchObject({ state: 'full' })
    t.clock.forward(idle)
    await isOver(browser)
  })

  test('what a page asks by itself does not keep it open; "Resta connesso" does', async () => {
    const polls = (browser: Browser) => browser.raw('GET', '/api/me', { headers: { 'x-osw-background': '1' } })
    const browser = await signedIn(t, marco)
    t.clock.forward(25 * minute)
    expect((await polls(browser)).status).toBe(200)
    await browser.call('POST /api/session/extend')
    t.clock.forward(29 * minute)
    expect((await polls(browser)).status).toBe(200)
    t.clock.forward(minute)
    expect((await polls(browser)).status).toBe(401)
  })

  test.each<['user' | 'administrator', number]>([
    ['user', 12 * hour],
    ['administrator', 8 * hour],
  ])('S05: however busy, the %s’s view ends', async (view, longest) => {
    const browser = await signedIn(t, giulia, { view })
    await stayBusy(browser, longest - 10 * minute)
    expect(await state(browser)).toMatchObject({ state: 'full' })
    t.clock.forward(10 * minute)
    await isOver(browser)
  })

  test.each<[string, (browser: Browser) => Promise<unknown>]>([
    [
      'switching profiles',
      async (b) => {
        for (const view of ['administrator', 'user'] as const)
          await b.call('POST /api/session/view', { body: { view } })
      },
    ],
    ['showing the password', (b) => b.call('POST /api/session/step-up', { body: { password: giulia.password } })],
    ['staying connected', (b) => b.call('POST /api/session/extend')],
  ])('%s makes the session no longer', async (_, act) => {
    const browser = await signedIn(t, giulia, { view: 'user' })
    const { endsAt } = (await state(browser)) as { endsAt: string }
    t.clock.forward(20 * minute)
    await act(browser)
    expect(Date.parse(((await state(browser)) as { endsAt: string }).endsAt)).toBeLessThanOrEqual(Date.parse(endsAt))
  })
})

test('the eleventh sign-in drops the one that was used least lately', async () => {
  const browsers: Browser[] = []
  for (let i = 0; i < 11; i += 1) {
    browsers.push(await signedIn(t, marco))
    t.clock.forward(second)
  }
  const alive = await Promise.all(browsers.map(async (browser) => (await state(browser)).state))
  expect(alive).toEqual(['anonymous', ...Array.from({ length: 10 }, () => 'full')])
})

test('signing out twice, and signing out nobody, is no fault', async () => {
  const browser = await signedIn(t, marco)
  const again = copyOf(browser)
  await browser.call('POST /api/session/end')
  await again.call('POST /api/session/end')
  await t.browser().call('POST /api/session/end')
  expect([...browser.cookies.keys()]).toEqual(['__Host-osw_dev'])
})

describe('S12: devices', () => {
  const list = async (browser: Browser) => (await browser.call('GET /api/me/devices')).devices

  test('lists where one is signed in and which computers are remembered, in words that nobody can choose', async () => {
    const evil = t.browser({
      ip: '203.0.113.7',
      userAgent: '<img src=x onerror=alert(1)> Firefox/140 (X11; Linux) "; drop table',
    })
    await signedIn(t, marco, { browser: evil })
    const home = await signedIn(t, marco, { remember: true })
    t.clock.forward(31 * minute)
    const here = await signedIn(t, marco)
    expect(await list(here)).toEqual([
      expect.objectContaining({ label: 'Chrome · Windows', current: true, remembered: false }),
      expect.objectContaining({
        label: 'Chrome · Windows',
        current: false,
        remembered: true,
        ip: expect.stringMatching(/\.0\/24$/),
      }),
    ])
    await home.call('POST /api/session/resume')
    await signedIn(t, marco, { browser: evil })
    expect((await list(here)).map(({ label, ip }) => `${label} ${ip}`)).toContain('Firefox · Linux 203.0.113.7')
    expect(JSON.stringify(await list(here))).not.toMatch(/onerror|drop/)
  })

  test('ends one, or all the others; remembered computers with them', async () => {
    const [here, there] = [await signedIn(t, marco), await signedIn(t, marco)]
    const home = await signedIn(t, marco, { remember: true })
    const other = (await list(there)).find(({ current }) => current)
    await here.call('DELETE /api/me/devices/:id', { params: { id: other?.id ?? '' } })
    await isOver(there)
    await expect(here.call('DELETE /api/me/devices/:id', { params: { id: other?.id ?? '' } })).rejects.toMatchObject({
      code: 'device.not-found',
    })
    expect(await here.call('POST /api/me/devices/end-others')).toEqual({ ended: 1 })
    await isOver(home)
    await expect(home.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
    expect(await list(here)).toHaveLength(1)
  })

  test('forgets a remembered computer that sleeps', async () => {
    const home = await signedIn(t, marco, { remember: true })
    t.clock.forward(31 * minute)
    const here = await signedIn(t, marco)
    const sleeping = (await list(here)).find(({ remembered }) => remembered)
    await here.call('DELETE /api/me/devices/:id', { params: { id: sleeping?.id ?? '' } })
    await expect(home.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
  })

  test('asks for the password when it was shown five minutes ago', async () => {
    const here = await signedIn(t, marco)
    t.clock.forward(5 * minute)
    await expect(here.call('POST /api/me/devices/end-others')).rejects.toMatchObject({ code: 'step-up' })
  })
})
