import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { afterCommit, brokenConstraint, type Cellar, sqlState, type Transaction } from './connect.ts'
import { freshCellar } from './testing/fresh-cellar.ts'

const COMPANY = 'c0000000-0000-4000-8000-000000000001'
const LINE = 'a0000000-0000-4000-8000-000000000001'
const SUBJECT = 'a0000000-0000-4000-8000-000000000002'

let cellar: Cellar
const heard: unknown[] = []

beforeAll(async () => {
  cellar = await freshCellar({ report: (error) => heard.push(error) })
  await cellar.owner.session((session) =>
    session.run(
      'create table parcel (id integer primary key, note text); grant all on parcel to osw_portal, osw_service',
    ),
  )
})

const one = async <T>(trx: Transaction, expression: string): Promise<T | undefined> =>
  (await sql<{ value: T }>`select ${sql.raw(expression)} as value`.execute(trx)).rows[0]?.value

const parcels = () =>
  cellar.asService(async (trx) => (await sql<{ id: number }>`select id from parcel order by id`.execute(trx)).rows)

const keep = (trx: Transaction, id: number) => sql`insert into parcel (id) values (${id})`.execute(trx)

describe('the two doors', () => {
  it('in a company: the portal role, with the company, line and subject', async () => {
    const seen = await cellar.inCompany({ companyId: COMPANY, lineId: LINE, subjectId: SUBJECT }, async (trx) => [
      await one(trx, 'current_user'),
      await one(trx, 'current_company()'),
      await one(trx, 'current_line()'),
      await one(trx, 'current_subject()'),
    ])
    expect(seen).toEqual(['osw_portal', COMPANY, LINE, SUBJECT])
  })

  it('as a service: its own role, and nothing left of whoever came before', async () => {
    const seen = await cellar.asService(async (trx) => [
      await one(trx, 'current_user'),
      await one(trx, 'current_company()'),
      await one(trx, 'current_line()'),
    ])
    expect(seen).toEqual(['osw_service', null, null])
  })

  it.each(['', 'x', `${COMPANY}'; drop table parcel; --`, `${COMPANY}\n`])('refuses %j as a company', async (id) => {
    await expect(cellar.inCompany({ companyId: id }, async () => 'in')).rejects.toThrow('Not a UUID')
  })

  it('read-only refuses a change', async () => {
    const attempt = cellar.asService((trx) => keep(trx, 99), { readOnly: true })
    await expect(attempt).rejects.toSatisfy((error) => sqlState(error) === '25006')
  })

  it('do not open inside one another', async () => {
    await expect(cellar.asService(() => cellar.asService(async () => 'in'))).rejects.toThrow('open already')
  })
})

describe('a transaction', () => {
  it('keeps nothing when the work fails', async () => {
    const before = await parcels()
    const work = cellar.asService(async (trx) => {
      await keep(trx, 1)
      throw new Error('second thoughts')
    })
    await expect(work).rejects.toThrow('second thoughts')
    expect(await parcels()).toEqual(before)
  })

  it('does not pretend to be saved when a failure inside was swallowed', async () => {
    const work = cellar.asService(async (trx) => {
      await keep(trx, 2)
      await keep(trx, 2).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('Nothing was saved')
  })

  it('is of no use once it is over', async () => {
    const escaped = await cellar.asService(async (trx) => ({ trx }))
    await expect(keep(escaped.trx, 3)).rejects.toThrow('over')
  })

  it('names the constraint that was broken', async () => {
    await cellar.asService((trx) => keep(trx, 4))
    await expect(cellar.asService((trx) => keep(trx, 4))).rejects.toSatisfy(
      (error) => sqlState(error) === '23505' && brokenConstraint(error) === 'parcel_pkey',
    )
  })

  it('does not mix with another at the same time', async () => {
    const companies = Array.from({ length: 20 }, (_, n) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
    const seen = await Promise.all(
      companies.map((companyId) =>
        cellar.inCompany({ companyId }, async (trx) => {
          await one(trx, 'pg_sleep(0.001)::text')
          return one(trx, 'current_company()')
        }),
      ),
    )
    expect(seen).toEqual(companies)
  })

  it.each(['40001', '40P01'])('is tried again after %s, up to three times', async (state) => {
    let tries = 0
    const work = (failures: number) =>
      cellar.asService(async (trx) => {
        tries++
        if (tries <= failures) {
          await sql`do ${sql.lit(`begin raise exception 'busy' using errcode = '${state}'; end`)}`.execute(trx)
        }
        return tries
      })
    expect(await work(3)).toBe(4)
    tries = 0
    await expect(work(4)).rejects.toThrow('busy')
    expect(tries).toBe(4)
  })
})

describe('work of one statement', () => {
  const seen = sql<{ role: string; company: string }>`select current_user as role, current_company() as company`
  const once = { once: true }

  it('is for whom it is said to be, each time', async () => {
    for (let use = 0; use < 6; use++) {
      const companyId = COMPANY.replace(/1$/, String(use))
      const { rows } = await cellar.inCompany({ companyId }, (trx) => seen.execute(trx), once)
      expect(rows).toEqual([{ role: 'osw_portal', company: companyId }])
    }
  })

  it('is saved, and tells so', async () => {
    const told: number[] = []
    for (let id = 20; id < 26; id++) {
      const { numAffectedRows } = await cellar.asService(async (trx) => {
        afterCommit(trx, () => void told.push(id))
        return keep(trx, id)
      }, once)
      expect(numAffectedRows).toBe(1n)
    }
    expect(told).toEqual([20, 21, 22, 23, 24, 25])
    expect(await parcels()).toContainEqual({ id: 25 })
  })

  it('leaves nothing open when it fails', async () => {
    for (let use = 0; use < 6; use++) {
      await expect(cellar.asService((trx) => keep(trx, 25), once)).rejects.toSatisfy(
        (error) => brokenConstraint(error) === 'parcel_pkey',
      )
      expect(await cellar.asService((trx) => one(trx, 'current_user'))).toBe('osw_service')
    }
  })

  it('has no second one', async () => {
    for (let use = 0; use < 6; use++) {
      const two = cellar.asService(async (trx) => {
        await seen.execute(trx)
        return seen.execute(trx)
      }, once)
      await expect(two).rejects.toThrow('This transaction is over')
    }
  })
})

describe('after a commit', () => {
  it('hooks run once, and only for what was saved', async () => {
    const told: string[] = []
    await cellar.asService(async (trx) => {
      afterCommit(trx, () => void told.push('saved'))
      expect(told).toEqual([])
    })
    const undone = cellar.asService(async (trx) => {
      afterCommit(trx, () => void told.push('undone'))
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect(told).toEqual(['saved'])
  })

  it('a hook may open a transaction of its own', async () => {
    let found: unknown
    await cellar.asService(async (trx) => {
      afterCommit(trx, async () => {
        found = await parcels()
      })
    })
    expect(found).toEqual(await parcels())
  })

  it('a failing hook is reported and undoes nothing', async () => {
    const failure = new Error('the sender sleeps')
    await cellar.asService(async (trx) => {
      await keep(trx, 5)
      afterCommit(trx, () => {
        throw failure
      })
    })
    expect(heard).toContain(failure)
    expect(await parcels()).toContainEqual({ id: 5 })
  })
})

describe('values are the same on both engines', () => {
  const cases: [string, unknown][] = [
    ['9007199254740991::int8', Number.MAX_SAFE_INTEGER],
    ['12.50::numeric', 12.5],
    ['sum(n) from (values (1::int8), (2)) as t(n)', 3],
    ["'2026-11-22T10:00:00.123+01:00'::timestamptz", new Date('2026-11-22T09:00:00.123Z')],
    ["'2026-11-22'::date", '2026-11-22'],
    [`'{"a": [1, null]}'::jsonb`, { a: [1, null] }],
    ["'\\x00ff'::bytea", Buffer.from([0, 255])],
    ["array['\\x01'::bytea]", [Buffer.from([1])]],
    ['array[1, null]::int8[]', [1, null]],
    ["array['2026-11-22']::date[]", ['2026-11-22']],
    ["array['a,b', null, '']", ['a,b', null, '']],
    ['null::int8', null],
    ["lower('ÀÈ') || upper('ß')", 'àèß'],
    ["'È' ilike 'è'", true],
  ]

  it.each(cases)('%s', async (expression, value) => {
    const [head, tail] = expression.split(/ (?=from )/)
    const { rows } = await cellar.asService((trx) =>
      sql`select ${sql.raw(head ?? '')} as value ${sql.raw(tail ?? '')}`.execute(trx),
    )
    expect(rows).toEqual([{ value }])
  })

  // From its fourth use on a statement is called by its name, with its values written into the message.
  it.each([{ once: false }, { once: true }])('parameters come back as they went, %o', async (options) => {
    const at = new Date('2026-11-22T09:00:00.123Z')
    const words = ['a', 'b"c', 'd\\e', "f'g", '', 'null', '{h,i}']
    const ask = () =>
      cellar.asService(
        (trx) =>
          sql`select ${at}::timestamptz as at, ${Buffer.from([1, 2])}::bytea as bytes, ${JSON.stringify([1])}::jsonb as json,
            ${words}::text[] as words, ${[Buffer.from([7])]}::bytea[] as blobs, ${[1, null]}::int[] as numbers,
            ${"it's \\ a 'text'"}::text as text, ${true}::bool as yes, ${-1.5}::float8 as number, ${null}::text as nothing`.execute(
            trx,
          ),
        options,
      )
    for (let use = 0; use < 6; use++)
      expect((await ask()).rows).toEqual([
        {
          at,
          bytes: Buffer.from([1, 2]),
          json: [1],
          words,
          blobs: [Buffer.from([7])],
          numbers: [1, null],
          text: "it's \\ a 'text'",
          yes: true,
          number: -1.5,
          nothing: null,
        },
      ])
  })

  it('a number too large to be exact is refused', async () => {
    await expect(cellar.asService((trx) => one(trx, '9007199254740993::int8'))).rejects.toThrow('does not fit')
  })
})

it('answers a ping', async () => {
  await expect(cellar.ping()).resolves.toBeUndefined()
})

describe.runIf(inject('cellarSource').engine === 'postgres')('outlives', () => {
  it('a migration by another process that changes what a prepared statement returns', async () => {
    const query = sql`select * from parcel limit 0`
    const ask = () => cellar.asService(async (trx) => (await query.execute(trx)).rows)
    for (let use = 0; use < 5; use++) await ask()
    await cellar.owner.session((session) => session.run('alter table parcel add column weight integer'))
    expect(await ask()).toEqual([])
  })

  it('a connection lost in the middle', async () => {
    const work = cellar.asService(async (trx) => {
      await keep(trx, 6)
      await cellar.owner.session((session) =>
        session.rows(`select pg_terminate_backend(pid) from pg_stat_activity
          where state = 'idle in transaction' and datname = current_database()`),
      )
      await keep(trx, 7)
    })
    await expect(work).rejects.toThrow()
    expect(await parcels()).not.toContainEqual({ id: 6 })
  })
})
