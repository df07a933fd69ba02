import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { settleSipDomain } from './sip-domain.ts'
import { phoneOf } from './testing/calls.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const domainOf = async ({ id }: TestCompany) =>
  (await t.house.facts.company(id))?.domain ??
  (
    await t.house.cellar.asService((trx) =>
      trx.selectFrom('company').select('sip_domain').where('id', '=', id).executeTakeFirstOrThrow(),
    )
  ).sip_domain

it.each([
  ['Arredi Canavese S.r.l.', 'arredi-canavese.localhost'],
  ['Arredi Canavese S.r.l.', 'arredi-canavese-2.localhost'],
  ['Però & C. s.n.c.', 'pero-c.localhost'],
  ['L’Officina dell’Élite, S.p.A.', 'l-officina-dell-elite.localhost'],
  ['Studio 3000', 'studio-3000.localhost'],
  ['!!!', 'azienda.localhost'],
])('%s: %s', async (name, domain) => {
  expect(await domainOf(await t.company(name))).toBe(domain)
})

it('a domain set later moves companies without phones, and begins new ones', async () => {
  const settled = await t.company('Vetreria Alpina S.a.s.')
  await phoneOf(t, await t.line(settled))
  const waiting = await t.company('Panificio Dora')
  await settleSipDomain(t.house.cellar, { ...t.house.config, sip: { ...t.house.config.sip, domain: 'pbx.example.it' } })
  expect(await domainOf(settled)).toBe('vetreria-alpina.localhost')
  expect(await domainOf(waiting)).toBe('panificio-dora.pbx.example.it')
  expect(await domainOf(await t.company('Cartiera Orco'))).toBe('cartiera-orco.pbx.example.it')
})
