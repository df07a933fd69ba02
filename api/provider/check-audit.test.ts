import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { activateCompany } from './activate.ts'
import { audit } from './audit.ts'
import { chainAudit } from './chain-audit.ts'
import { checkAudit } from './check-audit.ts'
import { rotateSharedPassword } from './rotate-shared-password.ts'
import { aFile } from './testing/a-file.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse()
  for (const district of ['0165', '0166']) {
    const file = await aFile(test.house, { district })
    const { companyId: company } = await activateCompany(test.house, {
      name: 'Studio',
      delivery: 'technician',
      operator: 'prova',
      file,
    })
    await rotateSharedPassword(test.house, { which: { company }, delivery: 'technician', operator: 'prova' })
  }
})
afterAll(() => test.close())

/** What only the owner of the database can do: change the past. */
const forge = (statement: string) =>
  test.house.cellar.owner.session((owner) =>
    owner.run(
      `alter table audit_event disable trigger user; ${statement}; alter table audit_event enable trigger user`,
    ),
  )

it('finds an untouched log whole', async () => {
  expect(await checkAudit(test.house)).toEqual({ events: 4, chains: 2, broken: [] })
})

it('finds the row that somebody edited', async () => {
  await forge(`update audit_event set actor_name = 'nessuno' where id = (select min(id) from audit_event)`)
  const { broken } = await checkAudit(test.house)
  const first = await test.house.cellar.asService((trx) =>
    trx.selectFrom('audit_event').select(['id', 'company_id']).orderBy('id').executeTakeFirstOrThrow(),
  )
  expect(broken).toMatchObject([{ id: first.id, companyId: first.company_id }])
})

it('finds the end that somebody cut off', async () => {
  await forge('delete from audit_event where id = (select max(id) from audit_event)')
  expect((await checkAudit(test.house)).broken).toHaveLength(2)
})

it('lets two people of a company write at the same moment, and gives each event its place once', async () => {
  const { house } = test
  const chains = await house.cellar.asService((trx) =>
    trx.selectFrom('audit_event').select('company_id').distinct().where('company_id', 'is not', null).execute(),
  )
  const companyId = chains[0]?.company_id ?? ''
  const write = (trx: Parameters<typeof audit>[0], name: string) =>
    audit(trx, new Date(), {
      ...{ companyId, actor: { id: null, name, role: 'system' as const }, subjectId: null, action: 'sign-in' as const },
    })
  const mine = () =>
    house.cellar.asService((trx) =>
      trx.selectFrom('audit_event').select(['id', 'chain_no']).where('actor_name', 'in', ['uno', 'due']).execute(),
    )
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  // The embedded engine has one connection, where nobody is at work at the same time as somebody else.
  if (house.cellar.engine === 'postgres') {
    const waiting = house.cellar.asService(async (trx) => {
      await write(trx, 'uno')
      first.resolve()
      await second.promise
    })
    await first.promise
    await house.cellar.asService((trx) => write(trx, 'due'))
    second.resolve()
    await waiting
  } else for (const name of ['uno', 'due']) await house.cellar.asService((trx) => write(trx, name))
  expect((await mine()).map(({ chain_no }) => chain_no)).toEqual([null, null])
  // Even the owner of the database alters nothing by an ordinary statement, nor gives a place that is none.
  const owner = (statement: string) => house.cellar.owner.session((session) => session.run(statement))
  for (const change of [`actor_name = 'nessuno'`, `chain_no = 1, prev_hash = '', hash = ''`])
    await expect(owner(`update audit_event set ${change} where actor_name = 'uno'`)).rejects.toThrow('only ever added')
  await expect(owner(`delete from audit_event where actor_name = 'uno'`)).rejects.toThrow('only ever added')
  await chainAudit(house)
  const [a, b] = (await mine()).map(({ chain_no }) => Number(chain_no)).sort((x, y) => x - y)
  expect((b ?? 0) - (a ?? 0)).toBe(1)
  await chainAudit(house)
  await expect(owner(`update audit_event set chain_no = 99 where actor_name = 'uno'`)).rejects.toThrow(
    'only ever added',
  )
})

it('is no place where the portal itself could change anything', async () => {
  const edit = test.house.cellar.asService((trx) =>
    trx.updateTable('audit_event').set({ actor_name: 'nessuno' }).execute(),
  )
  await expect(edit).rejects.toThrow(/permission denied/)
})
