import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { activateCompany } from './activate.ts'
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

it('is no place where the portal itself could change anything', async () => {
  const edit = test.house.cellar.asService((trx) =>
    trx.updateTable('audit_event').set({ actor_name: 'nessuno' }).execute(),
  )
  await expect(edit).rejects.toThrow(/permission denied/)
})
