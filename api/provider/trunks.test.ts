import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { runCommand } from './commands/run.ts'
import { allTrunks } from './trunks.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

async function office(...argv: string[]) {
  const said: string[] = []
  const code = await runCommand(argv, {
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    openHouse: async () => ({ ...t.house, close: async () => undefined }),
  })
  return { code, said }
}

it('a trunk is added, shown without its secret, told to the engine, and removed', async () => {
  let told = 0
  t.house.facts.onTrunks(() => {
    told += 1
  })
  const address = 'sip:utente:un-segreto@sip.gestore.example:5061;transport=tls'
  expect(await office('trunk', 'add', 'gestore', address, '--priority', '-1')).toMatchObject({ code: 2 })
  expect(await office('trunk', 'add', 'gestore', address, '--priority', '5')).toEqual({
    code: 0,
    said: ['Trunk gestore aggiunto: sip.gestore.example, porta 5061.'],
  })
  expect(told).toBe(1)
  const { said } = await office('trunk', 'list')
  expect(said).toContain('5  gestore  sip:utente@sip.gestore.example:5061;transport=tls')
  expect(said.join()).not.toContain('un-segreto')
  const stored = await t.house.cellar.asService((trx) =>
    trx.selectFrom('trunk').select('auth_secret').executeTakeFirst(),
  )
  expect(stored?.auth_secret?.toString('latin1')).not.toContain('un-segreto')
  expect((await allTrunks(t.house)).find(({ name }) => name === 'gestore')?.registration).toEqual({
    user: 'utente',
    secret: 'un-segreto',
    realm: 'sip.gestore.example',
  })
  expect(await office('trunk', 'add', 'gestore', 'sip:altro.example')).toMatchObject({ code: 1 })
  expect(await office('trunk', 'add', 'altro', 'non un indirizzo')).toMatchObject({ code: 1 })
  expect(await office('trunk', 'remove', 'gestore')).toMatchObject({ code: 0 })
  expect(await office('trunk', 'remove', 'gestore')).toMatchObject({ code: 1 })
  expect(await office('trunk')).toMatchObject({ code: 2 })
  expect(told).toBe(2)
})
