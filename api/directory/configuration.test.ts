import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstAccess, openTestHouse, type TestHouse, type TestLine } from '../testing/test-house.ts'
import { type Administrator, anAdministrator } from './testing/an-administrator.ts'

let t: TestHouse
let a: Administrator

async function configure(line: TestLine) {
  await a.browser.call('POST /api/directory/acting-grants', { body: { lineId: line.id } })
  return a.browser.call('GET /api/directory/lines/:lineId/configuration', { params: { lineId: line.id } })
}

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())

it('shows a line that nobody has entered', async () => {
  const line = await t.line(a.company, { name: 'Marco Actis', email: 'marco.actis@arredi.example' })
  const shown = await configure(line)
  expect(shown).toMatchObject({
    line: { id: line.id, name: 'Marco Actis', site: 'Ivrea', service: 'Standard', firstAccess: 'never-entered' },
    password: { kind: 'shared', everUsed: false, setAt: t.clock.now.toISOString() },
    email: { status: 'pending', masked: 'm•••@a•••.example' },
    pin: { setAt: null },
    passwordMinimum: 12,
  })
  expect(shown.line.may).toEqual([
    'configure',
    'set-temporary-password',
    'enter-email',
    'change-details',
    'change-role',
    'suspend',
    'reassign',
  ])
})

it('shows an active line, its changes and who made them, and never an address, a device or a sign-in', async () => {
  const line = await t.line(a.company, { name: 'Silvia Gallo' })
  const email = 'silvia.gallo@arredi.example'
  await firstAccess(t, a.company, line, { email })
  const shown = await configure(line)
  expect(shown).toMatchObject({
    password: { kind: 'own', everUsed: true },
    email: { status: 'verified', masked: 's•••@a•••.example' },
  })
  expect(JSON.stringify(shown)).not.toContain(email)
  expect(shown.activity.map(({ action, actor, actorName, facts }) => [action, actor, actorName, facts])).toEqual([
    ['acting.started', 'you', '', {}],
    ['email.verified', 'owner', 'Silvia Gallo', {}],
    ['email.entered', 'owner', 'Silvia Gallo', {}],
    ['line.activated', 'owner', 'Silvia Gallo', {}],
  ])
})

it('lets the line’s holder see what the administrator did (L05)', async () => {
  const line = await t.line(a.company, { name: 'Paolo Bertone' })
  const browser = await firstAccess(t, a.company, line, { email: 'paolo@arredi.example' })
  await configure(line)
  const { activity } = await browser.call('GET /api/me/activity', { query: {} })
  expect(activity[0]).toMatchObject({ action: 'acting.started', actor: 'administrator', actorName: a.line.name })
})
