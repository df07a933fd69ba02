import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type Browser,
  firstAccess,
  goodPassword,
  openTestHouse,
  type TestCompany,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'
import { rotateSharedPassword } from './rotate-shared-password.ts'

let test: TestHouse
let company: TestCompany
let giulia: TestLine
let paolo: TestLine
beforeAll(async () => {
  test = await openTestHouse()
  company = await test.company()
  giulia = await test.line(company, { number: '+390125555049', name: 'Giulia Ferrero', role: 'administrator' })
  paolo = await test.line(company, { number: '+390125555016', name: 'Paolo Bertone' })
  await firstAccess(test, company, giulia, { email: 'giulia@arredi.example', administrator: true })
})
afterAll(() => test.close())

const signIn = async (number: string, password: string, browser: Browser = test.browser()): Promise<number> => {
  const body = JSON.stringify({ number, password })
  return (await browser.raw('POST', '/api/session', { body, headers: { 'content-type': 'application/json' } })).status
}

it('kills the old password of lines that were not activated, and what it had opened', async () => {
  const halfWay = test.browser()
  expect(await signIn(paolo.number, company.temporaryPassword, halfWay)).toBe(200)
  const done = await rotateSharedPassword(test.house, {
    which: { number: '0125 555 016' },
    delivery: 'email',
    operator: 'prova',
  })
  expect(done).toMatchObject({ companyId: company.id, generation: 2, linesWaiting: 1 })

  expect((await halfWay.raw('GET', '/api/session')).json()).toMatchObject({ state: 'anonymous' })
  expect(await signIn(paolo.number, company.temporaryPassword)).toBe(401)
  expect(await signIn(paolo.number, done.temporaryPassword)).toBe(200)
})

it('leaves people with an own password alone', async () => {
  expect(await signIn(giulia.number, goodPassword)).toBe(200)
})

it('sends the new one to the contract’s contact and writes it down', async () => {
  const { temporaryPassword } = await rotateSharedPassword(test.house, {
    which: { company: 'arredi canavese s.r.l.' },
    delivery: 'email',
    operator: 'prova',
  })
  expect((await test.letters('contatto@arredi.example'))[0]?.text).toContain(temporaryPassword)
  const events = await test.house.cellar.asService((trx) =>
    trx.selectFrom('audit_event').selectAll().where('action', '=', 'password.shared-rotated').orderBy('id').execute(),
  )
  expect(events.map((event) => event.facts)).toEqual([
    { generation: 2, lines: 1, delivery: 'email' },
    { generation: 3, lines: 1, delivery: 'email' },
  ])
  expect(JSON.stringify(events)).not.toContain(temporaryPassword)
})

it.each([
  ['an unknown number', { number: '0125 555 999' }, 'number-unknown'],
  ['no number at all', { number: 'x' }, 'number-unknown'],
  ['an unknown company', { company: 'Nessuno' }, 'company-unknown'],
])('refuses %s', async (_, which, reason) => {
  await expect(rotateSharedPassword(test.house, { which, delivery: 'email', operator: 'prova' })).rejects.toMatchObject(
    { reason },
  )
})

it('refuses a name that two companies have', async () => {
  await test.company('Gemelli S.r.l.')
  await test.company('Gemelli S.r.l.')
  const rotation = rotateSharedPassword(test.house, {
    which: { company: 'Gemelli S.r.l.' },
    delivery: 'email',
    operator: 'prova',
  })
  await expect(rotation).rejects.toMatchObject({ reason: 'company-ambiguous' })
})
