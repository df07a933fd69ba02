import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { openDemo } from './open-demo.ts'

let test: TestHouse
beforeEach(async () => {
  test = await openTestHouse()
})
afterEach(() => test.close())

it('activates the demo company at the first start and only reads afterwards', async () => {
  const first = await openDemo(test.house)
  expect(first).toMatchObject({
    portal: 'http://localhost:8080',
    outbox: 'http://localhost:8080/outbox',
    admin: { number: '+390125555049', temporaryPassword: expect.stringMatching(/^(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}$/) },
  })
  expect(first.provider).toEqual({
    address: 'http://localhost:8080/provider',
    email: 'marta.olivero@officesmart.example',
    temporaryPassword: expect.stringMatching(/^(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}$/),
  })
  expect(first.users).toHaveLength(48)
  expect(first.users.find((user) => user.number === '+390125555013')).toEqual({
    number: '+390125555013',
    name: 'Marco Actis',
    temporaryPassword: first.admin.temporaryPassword,
  })
  const letters = (await test.letters()).length
  test.clock.days(366)
  expect(await openDemo(test.house)).toEqual(first)
  expect(await test.letters()).toHaveLength(letters)
  const company = await test.house.cellar.asService((trx) => trx.selectFrom('company').select('activated_at').execute())
  expect(company).toEqual([{ activated_at: new Date('2026-11-22T09:00:00Z') }])
})

it('gives an administrator without e-mail, so that figure 4 appears', async () => {
  const { admin } = await openDemo(test.house)
  const line = await test.house.cellar.asService((trx) =>
    trx.selectFrom('line').select(['email_status', 'role']).where('number', '=', admin.number).executeTakeFirst(),
  )
  expect(line).toEqual({ email_status: 'none', role: 'administrator' })
})

it('is one company for two servers that start at once', async () => {
  const [one, other] = await Promise.all([openDemo(test.house), openDemo(test.house)])
  expect(one).toEqual(other)
})

it('is not for production', async () => {
  const config = { ...test.house.config, production: true }
  await expect(openDemo({ ...test.house, config })).rejects.toThrow('production')
})
