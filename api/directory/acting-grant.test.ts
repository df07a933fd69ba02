import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { minute } from '#domain/clock.ts'
import {
  type Browser,
  firstAccess,
  goodPassword,
  openTestHouse,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'
import { type Administrator, anAdministrator, anotherAdministrator } from './testing/an-administrator.ts'

let t: TestHouse
let a: Administrator
let user: TestLine
let other: TestLine

const open = (who: { browser: Browser }, lineId: string) =>
  who.browser.call('POST /api/directory/acting-grants', { body: { lineId } })
const configuration = (who: { browser: Browser }, lineId: string) =>
  who.browser.call('GET /api/directory/lines/:lineId/configuration', { params: { lineId } })

/** What was written down about a line, oldest first. */
async function traces(lineId: string) {
  const rows = await t.house.cellar.asService((trx) =>
    trx
      .selectFrom('audit_event')
      .select(['action', 'result', 'acting', 'actor_id', 'facts'])
      .where('subject_id', '=', lineId)
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ action, result, acting, actor_id, facts }) => ({ action, result, acting, by: actor_id, facts }))
}

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())
beforeEach(async () => {
  user = await t.line(a.company)
  other = await t.line(a.company)
})

describe('"Attenzione" → "Continua"', () => {
  it('opens one line for 30 minutes, and writes it down', async () => {
    const { lineId, endsAt } = await open(a, user.id)
    expect(lineId).toBe(user.id)
    expect(new Date(endsAt).getTime() - t.clock.now.getTime()).toBe(30 * minute)
    expect(await configuration(a, user.id)).toMatchObject({ line: { id: user.id }, grantEndsAt: endsAt })
    expect(await traces(user.id)).toEqual([
      { action: 'acting.started', result: 'done', acting: true, by: a.line.id, facts: {} },
    ])
  })

  it('opens that line and no other (R03)', async () => {
    await open(a, user.id)
    await expect(configuration(a, other.id)).rejects.toMatchObject({ code: 'acting.missing' })
    await expect(configuration(a, randomUUID())).rejects.toMatchObject({ code: 'acting.missing' })
  })

  it('a new grant ends the earlier one', async () => {
    await open(a, user.id)
    await open(a, other.id)
    await expect(configuration(a, user.id)).rejects.toMatchObject({ code: 'acting.missing' })
    expect((await configuration(a, other.id)).line.id).toBe(other.id)
    expect((await traces(user.id)).map(({ action }) => action)).toEqual(['acting.started', 'acting.ended'])
  })

  it('opening the same line again goes on with it', async () => {
    await open(a, user.id)
    t.clock.forward(5 * minute)
    const { endsAt } = await open(a, user.id)
    expect((await configuration(a, user.id)).grantEndsAt).toBe(endsAt)
    expect((await traces(user.id)).map(({ action }) => action)).toEqual(['acting.started', 'acting.started'])
  })

  it('two windows at once leave one grant', async () => {
    await Promise.all([open(a, user.id), open(a, other.id), open(a, user.id)])
    const live = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('acting_grant')
        .select('id')
        .where('administrator_id', '=', a.line.id)
        .where('ended_at', 'is', null)
        .execute(),
    )
    expect(live).toHaveLength(1)
  })

  it('"Torna a Gestione dati" closes it, and again does no harm', async () => {
    await open(a, user.id)
    await a.browser.call('POST /api/directory/acting-grants/end')
    await a.browser.call('POST /api/directory/acting-grants/end')
    await expect(configuration(a, user.id)).rejects.toMatchObject({ code: 'acting.missing' })
    expect((await traces(user.id)).map(({ action }) => action)).toEqual(['acting.started', 'acting.ended'])
  })
})

describe('is refused', () => {
  it('for oneself, another administrator and a closed line, and leaves a trace', async () => {
    const colleague = await t.line(a.company, { role: 'administrator' })
    await t.house.cellar.asService((trx) =>
      trx.updateTable('line').set({ account: 'closed' }).where('id', '=', other.id).execute(),
    )
    for (const [id, reason] of [
      [a.line.id, 'self'],
      [colleague.id, 'administrator'],
      [other.id, 'closed'],
    ] as const) {
      await expect(open(a, id)).rejects.toMatchObject({ code: 'acting.not-allowed', body: { status: 409, reason } })
      expect((await traces(id)).at(-1)).toMatchObject({
        action: 'acting.started',
        result: 'refused',
        facts: { reason },
      })
    }
  })

  it('for another company’s line as for one that does not exist (I01)', async () => {
    const b = await anAdministrator(t, { number: '+390115557930', company: 'Officina Valle S.n.c.' })
    const answers = []
    for (const lineId of [b.line.id, (await t.line(b.company)).id, randomUUID()]) {
      const answer = await a.browser.raw('POST', '/api/directory/acting-grants', {
        body: JSON.stringify({ lineId }),
        headers: { 'content-type': 'application/json' },
      })
      answers.push({ status: answer.status, body: { ...answer.json(), requestId: '' } })
      expect(await traces(lineId)).not.toContainEqual(expect.objectContaining({ action: 'acting.started' }))
    }
    expect(answers[0]?.status).toBe(404)
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('to an end user, and in the user’s view of an administrator (R01)', async () => {
    const person = await firstAccess(t, a.company, other, { email: 'persona@arredi.example' })
    await expect(open({ browser: person }, user.id)).rejects.toMatchObject({ code: 'forbidden' })
    const c = await anotherAdministrator(t, a.company, '+390125555881')
    await c.browser.call('POST /api/session/view', { body: { view: 'user' } })
    await expect(open(c, user.id)).rejects.toMatchObject({ code: 'view.administrator' })
  })

  it('when the password was shown more than 15 minutes ago (decision 11)', async () => {
    const c = await anotherAdministrator(t, a.company, '+390125555882')
    t.clock.forward(10 * minute)
    await c.browser.call('POST /api/session/extend')
    t.clock.forward(6 * minute)
    await expect(open(c, user.id)).rejects.toMatchObject({ code: 'step-up' })
    await c.browser.call('POST /api/session/step-up', { body: { password: goodPassword } as never })
    expect(await open(c, user.id)).toMatchObject({ lineId: user.id })
  })
})

describe('ends', () => {
  it('after 30 minutes', async () => {
    const c = await anotherAdministrator(t, a.company, '+390125555883')
    await open(c, user.id)
    for (let i = 0; i < 3; i++) {
      t.clock.forward(10 * minute - 1)
      if (i < 2) await configuration(c, user.id)
    }
    expect((await configuration(c, user.id)).line.id).toBe(user.id)
    t.clock.forward(4)
    await expect(configuration(c, user.id)).rejects.toMatchObject({ code: 'acting.missing' })
  })

  it('with the session, and does not pass to the next one', async () => {
    const c = await anotherAdministrator(t, a.company, '+390125555884')
    await open(c, user.id)
    await c.browser.call('POST /api/session/end')
    await c.browser.call('POST /api/session', { body: { number: c.line.number, password: goodPassword } })
    await c.browser.call('POST /api/session/view', { body: { view: 'administrator' } })
    await expect(configuration(c, user.id)).rejects.toMatchObject({ code: 'acting.missing' })
  })

  it('with the administrator’s view', async () => {
    const c = await anotherAdministrator(t, a.company, '+390125555885')
    await open(c, user.id)
    await c.browser.call('POST /api/session/view', { body: { view: 'user' } })
    await expect(configuration(c, user.id)).rejects.toMatchObject({ code: 'view.administrator' })
    await c.browser.call('POST /api/session/view', { body: { view: 'administrator' } })
    await expect(configuration(c, user.id)).rejects.toMatchObject({ code: 'acting.missing' })
  })
})
