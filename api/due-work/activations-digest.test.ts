import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { aCompany, emptyCompanies } from './testing/a-company.ts'
import { aHouse } from './testing/a-house.ts'

let cellar: Cellar
let house: ReturnType<typeof aHouse>
const administrator = { role: 'administrator', user_type: 'administrator', name: 'Giulia Rossi' } as const

beforeAll(async () => {
  cellar = await freshCellar()
})

beforeEach(async () => {
  await emptyCompanies(cellar)
  house = aHouse(cellar, '2026-07-15T12:00:00Z')
})

afterEach(() => house.stop())

async function run(at: string): Promise<void> {
  house.clock.set(at)
  await house.dueWork().runOnce()
}

const pending = async () =>
  (
    await cellar.asService((trx) =>
      trx.selectFrom('activation').select('id').where('digest_sent_at', 'is', null).execute(),
    )
  ).length

test('every evening at six the administrators read who came, once', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  await aLine({ ...administrator, email: 'giulia@rossi.example' })
  await aLine({ ...administrator, email: 'ufficio@rossi.example', language: 'en' })
  await anActivation(await aLine({ name: 'Marco Bianchi', number: '+390125555049' }), '2026-07-15T07:30:00Z')
  await anActivation(await aLine({ name: 'Anna Neri' }), '2026-07-15T15:00:00Z')

  await run('2026-07-15T15:59:00Z')
  expect(await house.told()).toEqual([])

  await run('2026-07-15T16:00:00Z')
  await house.restart()
  await run('2026-07-15T16:01:00Z')
  await run('2026-07-15T21:00:00Z')
  const told = await house.told()
  expect(told.map(({ to, letter }) => [to, letter])).toEqual([
    ['giulia@rossi.example', 'activations-digest'],
    ['ufficio@rossi.example', 'activations-digest'],
  ])
  expect(told[0]?.text).toContain('- 0125 555 049 · Marco Bianchi · 15/07/2026 09:30\n- ')
  expect(told[1]?.text).toContain('These users have chosen their password:')
  expect(await pending()).toBe(0)
})

test('who comes after six is in the next evening’s letter', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  await aLine({ ...administrator, email: 'giulia@rossi.example' })
  await anActivation(await aLine(), '2026-07-15T16:00:00Z')
  await run('2026-07-15T18:00:00Z')
  expect(await house.told()).toEqual([])
  await run('2026-07-16T16:00:00Z')
  expect(await house.told()).toHaveLength(1)
})

test('who is written down late, after the letter has gone, is in the next one', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  await aLine({ ...administrator, email: 'giulia@rossi.example' })
  await anActivation(await aLine({ name: 'Marco Bianchi' }), '2026-07-15T15:00:00Z')
  await run('2026-07-15T16:00:00Z')
  await anActivation(await aLine({ name: 'Anna Neri' }), '2026-07-15T15:59:59Z')
  await house.restart()
  await run('2026-07-15T16:01:00Z')
  expect(await pending()).toBe(1)
  await run('2026-07-16T16:00:00Z')
  const told = await house.told()
  expect(told.map(({ text }) => /Marco Bianchi|Anna Neri/.exec(text)?.[0])).toEqual(['Marco Bianchi', 'Anna Neri'])
})

test('a missed evening is made up for', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  await aLine({ ...administrator, email: 'giulia@rossi.example' })
  await anActivation(await aLine(), '2026-07-15T10:00:00Z')
  await run('2026-07-16T06:00:00Z')
  expect(await house.told()).toHaveLength(1)
})

test('nobody reads of themselves, of another company, or at an address that is not verified', async () => {
  const first = await aCompany(cellar)
  const second = await aCompany(cellar)
  await first.anActivation(
    await first.aLine({ ...administrator, email: 'giulia@rossi.example' }),
    '2026-07-15T10:00:00Z',
  )
  await first.aLine({ ...administrator, email: 'attesa@rossi.example', email_status: 'pending' })
  await second.aLine({ ...administrator, email: 'paolo@verdi.example' })
  await run('2026-07-15T16:00:00Z')
  expect(await house.told()).toEqual([])
})

test('where nobody can be told yet, it waits for somebody', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  const lineId = await aLine({ ...administrator, email: 'giulia@rossi.example', email_status: 'pending' })
  await anActivation(await aLine(), '2026-07-15T10:00:00Z')
  await run('2026-07-15T16:00:00Z')
  expect(await pending()).toBe(1)
  await cellar.asService((trx) =>
    trx.updateTable('line').set({ email_status: 'verified' }).where('id', '=', lineId).execute(),
  )
  await run('2026-07-16T16:00:00Z')
  expect(await house.told()).toHaveLength(1)
})

test('a long list ends with where the rest is', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  await aLine({ ...administrator, email: 'giulia@rossi.example' })
  for (let i = 0; i < 60; i++) await anActivation(await aLine(), '2026-07-15T10:00:00Z')
  await run('2026-07-15T16:00:00Z')
  const [letter] = await house.told()
  expect(letter?.text.match(/^- 0125/gm)).toHaveLength(50)
  expect(letter?.text).toContain('L’elenco completo è in Gestione dati.')
})

test('several processes together write it once', async () => {
  const { aLine, anActivation } = await aCompany(cellar)
  await aLine({ ...administrator, email: 'giulia@rossi.example' })
  for (let i = 0; i < 20; i++) await anActivation(await aLine(), '2026-07-15T10:00:00Z')
  const processes = Array.from({ length: 4 }, () => aHouse(cellar, '2026-07-15T16:00:00Z'))
  await Promise.all(processes.map((one) => one.dueWork().runOnce()))
  const [letter, ...others] = await house.told()
  expect(others).toEqual([])
  expect(letter?.text.match(/^- 0125/gm)).toHaveLength(20)
})
