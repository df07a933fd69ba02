import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hour, minute } from '#domain/clock.ts'
import { type GrownLine, grownLine, signedIn } from '../testing/grown-line.ts'
import { type Browser, openTestHouse, type TestHouse } from '../testing/test-house.ts'

/** The choice of the profile, switching it (guide figures 2, 14; spec/security 4.1), and the step-up (2.7). */

let t: TestHouse
let giulia: GrownLine
let marco: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
  const company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator' })
  marco = await grownLine(t, company)
})
afterAll(() => t.close())

const choose = (browser: Browser, view: 'user' | 'administrator') =>
  browser.call('POST /api/session/view', { body: { view } })
const stepUp = (browser: Browser, password: string) => browser.call('POST /api/session/step-up', { body: { password } })

describe('the profile', () => {
  test('an administrator chooses at every sign-in, and nothing is open before', async () => {
    const browser = await signedIn(t, giulia)
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'gate', step: 'view', email: null })
    await expect(browser.call('GET /api/directory/sites')).rejects.toMatchObject({
      code: 'gate',
      body: { step: 'view' },
    })
    expect(await choose(browser, 'administrator')).toMatchObject({ session: { state: 'full', view: 'administrator' } })
    expect((await browser.call('GET /api/directory/sites')).sites).toHaveLength(2)
  })

  test('a user has none to choose', async () => {
    const browser = await signedIn(t, marco)
    await expect(choose(browser, 'administrator')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(choose(browser, 'user')).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('back in the user’s, the open configurations are closed', async () => {
    const browser = await signedIn(t, giulia, { view: 'administrator' })
    await browser.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
    await choose(browser, 'user')
    await choose(browser, 'administrator')
    const read = browser.call('GET /api/directory/lines/:lineId/configuration', { params: { lineId: marco.id } })
    await expect(read).rejects.toMatchObject({ code: 'acting.missing' })
  })

  test('towards the administrator’s the password must have been shown, on a remembered computer too', async () => {
    const home = await signedIn(t, giulia, { view: 'user', remember: true })
    t.clock.forward(31 * minute)
    await home.call('POST /api/session/resume')
    expect(await home.call('GET /api/session')).toMatchObject({ view: 'user', remembered: true })
    await expect(choose(home, 'administrator')).rejects.toMatchObject({ code: 'step-up' })
    await stepUp(home, giulia.password)
    expect(await choose(home, 'administrator')).toMatchObject({ session: { view: 'administrator', remembered: false } })
  })

  test('whoever loses the role loses the view at once', async () => {
    const chief = await grownLine(t, giulia.company, { role: 'administrator' })
    const browser = await signedIn(t, chief, { view: 'administrator' })
    await t.house.cellar.asService(async (trx) => {
      await trx.updateTable('line').set({ role: 'user' }).where('id', '=', chief.id).execute()
      t.house.sessions.forget(trx, chief.id)
    })
    await expect(browser.call('GET /api/directory/sites')).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('showing the password again', () => {
  test('opens what asks for it, for five minutes', async () => {
    const browser = await signedIn(t, marco)
    t.clock.forward(10 * minute)
    await expect(browser.call('POST /api/me/devices/end-others')).rejects.toMatchObject({ code: 'step-up' })
    const until = new Date(t.clock.now.getTime() + 5 * minute).toISOString()
    expect(await stepUp(browser, marco.password)).toMatchObject({ session: { steppedUpUntil: until } })
    await browser.call('POST /api/me/devices/end-others')
    t.clock.forward(5 * minute)
    await expect(browser.call('POST /api/me/devices/end-others')).rejects.toMatchObject({ code: 'step-up' })
  })

  test('five wrong ones end the session; a right one before starts anew', async () => {
    const browser = await signedIn(t, marco)
    for (let i = 0; i < 4; i += 1)
      await expect(stepUp(browser, 'non è questa')).rejects.toMatchObject({ code: 'password.wrong' })
    await stepUp(browser, marco.password)
    for (let i = 0; i < 4; i += 1)
      await expect(stepUp(browser, 'non è questa')).rejects.toMatchObject({ code: 'password.wrong' })
    await expect(stepUp(browser, 'non è questa')).rejects.toMatchObject({ code: 'session.none' })
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    t.clock.forward(hour)
  })

  test('five at the same instant do, too', async () => {
    const browser = await signedIn(t, marco)
    await Promise.allSettled(Array.from({ length: 5 }, () => stepUp(browser, 'non è questa')))
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    t.clock.forward(hour)
  })

  test('in new sessions, too, ten wrong ones in a quarter of an hour are enough', async () => {
    const [one, two, three] = [await signedIn(t, marco), await signedIn(t, marco), await signedIn(t, marco)]
    for (const browser of [one, two])
      for (let i = 0; i < 5; i += 1) await stepUp(browser, 'non è questa').catch(() => undefined)
    await expect(stepUp(three, marco.password)).rejects.toMatchObject({ code: 'throttled' })
    t.clock.forward(15 * minute)
    expect(await stepUp(three, marco.password)).toMatchObject({ session: { state: 'full' } })
  })

  test('decision 11: a fresh sign-in opens a configuration; after fifteen minutes it is asked, inside the grant nothing is', async () => {
    const browser = await signedIn(t, giulia, { view: 'administrator' })
    const open = () => browser.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
    t.clock.forward(14 * minute)
    await open()
    t.clock.forward(10 * minute)
    const place = { params: { lineId: marco.id } }
    await browser.call('POST /api/directory/lines/:lineId/temporary-password', { ...place, body: { deliver: 'show' } })
    await expect(open()).rejects.toMatchObject({ code: 'step-up' })
    await stepUp(browser, giulia.password)
    await open()
  })
})
