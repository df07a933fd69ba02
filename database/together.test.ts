import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { afterCommit, brokenConstraint, type Cellar, type Transaction } from './connect.ts'
import { withinSites } from './own-sites.ts'
import { freshCellar } from './testing/fresh-cellar.ts'

const id = (kind: string, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const shared = { once: true, together: true }

let cellar: Cellar

beforeAll(async () => {
  cellar = await freshCellar()
  await cellar.owner.session((session) =>
    session.run(`
      create table parcel (id integer primary key, line_id uuid default current_line());
      alter table parcel enable row level security;
      create policy own_line on parcel for all to osw_portal using (line_id = (select current_line()));
      create policy service on parcel for all to osw_service using (true);
      grant all on parcel to osw_portal, osw_service`),
  )
})

type Sent = { transaction: number }

/** Sends parcels, each by another person, all in one moment. */
const send = (ids: readonly number[], told: number[] = []) =>
  Promise.allSettled(
    ids.map((n) =>
      cellar.inCompany(
        { companyId: id('c', 1), lineId: id('a', n) },
        async (trx) => {
          const { rows } =
            await sql<Sent>`insert into parcel (id) values (${n}) returning txid_current()::int as transaction`.execute(
              trx,
            )
          afterCommit(trx, () => void told.push(n))
          return rows[0]?.transaction
        },
        shared,
      ),
    ),
  )

const parcels = async () =>
  (
    await cellar.asService((trx) =>
      sql<{ id: number; line: string }>`select id, line_id as line from parcel order by id`.execute(trx),
    )
  ).rows

let next = 0
const some = (many: number) => Array.from({ length: many }, () => ++next)

/** The first uses of a statement give it its name, and each connection prepares it before it can be called. */
async function untilPrepared() {
  for (let use = 0; use < 8; use++) await send(some(8))
}

describe('changes of one moment', () => {
  it('share a commit, and each is its own person’s', async () => {
    await untilPrepared()
    const ids = some(40)
    const told: number[] = []
    const sent = await send(ids, told)
    const transactions = new Set(sent.map((one) => (one.status === 'fulfilled' ? one.value : one.reason)))
    expect(transactions.size).toBeLessThan(ids.length)
    expect(told.toSorted((a, b) => a - b)).toEqual(ids)
    const found = await parcels()
    for (const n of ids) expect(found).toContainEqual({ id: n, line: id('a', n) })
  })

  it('fail alone', async () => {
    await untilPrepared()
    const [sentBefore, ...ids] = some(9) as [number, ...number[]]
    await send([sentBefore])
    const told: number[] = []
    const sent = await send([...ids.slice(0, 4), sentBefore, ...ids.slice(4)], told)
    const failed = sent.filter((one) => one.status === 'rejected')
    expect(failed.map((one) => brokenConstraint(one.reason))).toEqual(['parcel_pkey'])
    expect(told.toSorted((a, b) => a - b)).toEqual(ids)
    const found = await parcels()
    for (const n of ids) expect(found).toContainEqual({ id: n, line: id('a', n) })
  })

  it('tell nobody of what a neighbour is, and leave nothing of it behind', async () => {
    const who = (trx: Transaction) =>
      sql<{ who: unknown }>`select array[current_user::text, current_company()::text, current_line()::text,
        current_subject()::text, current_sites()::text] as who`.execute(trx)
    const people = Array.from({ length: 12 }, (_, n) => ({
      companyId: id('c', n % 3),
      ...(n % 2 ? { lineId: id('a', n) } : {}),
      ...(n % 4 === 1 ? { subjectId: id('b', n) } : {}),
    }))
    const expected = people.map((person, n) => [
      'osw_portal',
      person.companyId,
      person.lineId ?? null,
      person.subjectId ?? null,
      n % 6 === 0 ? `{${id('d', n)}}` : null,
    ])
    for (let use = 0; use < 8; use++) {
      const seen = await Promise.all(
        people.map((person, n) => {
          const ask = async () => (await cellar.inCompany(person, who, shared)).rows[0]?.who
          return n % 6 === 0 ? withinSites([id('d', n)], ask) : ask()
        }),
      )
      expect(seen).toEqual(expected)
    }
    const after = await cellar.asService(async (trx) => (await who(trx)).rows[0]?.who)
    expect(after).toEqual(['osw_service', null, null, null, null])
  })

  it('reach no row of a neighbour', async () => {
    const ids = some(8)
    await send(ids)
    const take = (n: number, of: number) =>
      cellar.inCompany(
        { companyId: id('c', 1), lineId: id('a', n) },
        (trx) => sql`delete from parcel where id = ${of}`.execute(trx),
        shared,
      )
    // Everybody tries the next one's, then one's own.
    for (let use = 0; use < 5; use++) {
      const taken = await Promise.all(ids.map((n, at) => take(n, ids[(at + 1) % ids.length] ?? 0)))
      expect(taken.map(({ numAffectedRows }) => numAffectedRows)).toEqual(ids.map(() => 0n))
    }
    const own = await Promise.all(ids.map((n) => take(n, n)))
    expect(own.map(({ numAffectedRows }) => numAffectedRows)).toEqual(ids.map(() => 1n))
  })
})

// The embedded database has one connection: nobody can hold a row while another works.
describe.runIf(inject('cellarSource').engine === 'postgres')('a row that somebody holds', () => {
  it('keeps its own change waiting, and no other', async () => {
    const ids = some(6)
    await send(ids)
    const [held = 0, ...others] = ids
    const touch = (n: number) =>
      cellar.inCompany(
        { companyId: id('c', 1), lineId: id('a', n) },
        (trx) => sql`update parcel set id = id where id = ${n}`.execute(trx),
        shared,
      )
    for (let use = 0; use < 6; use++) await Promise.all(ids.map(touch))
    const locked = Promise.withResolvers<void>()
    const enough = Promise.withResolvers<void>()
    let released = false
    const holder = cellar.asService(async (trx) => {
      await sql`select from parcel where id = ${held} for update`.execute(trx)
      locked.resolve()
      await enough.promise
      released = true
    })
    await locked.promise
    const waiting = touch(held).then((result) => ({ ...result, released }))
    const saved = await Promise.all(others.map(touch))
    expect(saved.map(({ numAffectedRows }) => numAffectedRows)).toEqual(others.map(() => 1n))
    enough.resolve()
    await holder
    expect(await waiting).toMatchObject({ numAffectedRows: 1n, released: true })
  })
})
