import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Cellar } from './connect.ts'
import { migrate } from './migrate.ts'
import { readTables } from './testing/catalog.ts'
import { emptyCellar, freshCellar } from './testing/fresh-cellar.ts'

let cellar: Cellar
let directory: string

beforeAll(async () => {
  cellar = await emptyCellar()
  directory = await mkdtemp(join(tmpdir(), 'office-smart-migrations-'))
  await write('0001-first.sql', 'create table first (id integer); insert into first values (1);')
  await write('0002-second.sql', `create function twice() returns integer language sql as $$ select 2; $$;`)
})
afterAll(() => rm(directory, { recursive: true }))

const write = (name: string, statements: string) => writeFile(join(directory, name), statements)

const rows = (sql: string) => cellar.owner.session((session) => session.rows(sql))

describe('files of one directory, in this order', () => {
  it('two processes starting at once apply each file once', async () => {
    const applied = await Promise.all([migrate(cellar, directory), migrate(cellar, directory)])
    expect(applied.flat()).toEqual(['0001-first.sql', '0002-second.sql'])
    expect(await rows('select id, twice() from first')).toEqual([{ id: 1, twice: 2 }])
  })

  it('a second run finds nothing to do', async () => {
    expect(await migrate(cellar, directory)).toEqual([])
  })

  it('a file that fails leaves nothing behind and keeps the ones before it', async () => {
    await write('0003-third.sql', 'create table third (id integer);')
    await write('0004-fourth.sql', 'create table fourth (id integer); select 1/0;')
    await expect(migrate(cellar, directory)).rejects.toThrow('0004-fourth.sql failed: division by zero')
    expect(await rows(`select to_regclass('third') as third, to_regclass('fourth') as fourth`)).toEqual([
      { third: 'third', fourth: null },
    ])
    await write('0004-fourth.sql', 'create table fourth (id integer);')
    expect(await migrate(cellar, directory)).toEqual(['0004-fourth.sql'])
  })
})

describe('refuses', () => {
  let copy: string
  beforeEach(async () => {
    copy = await mkdtemp(join(tmpdir(), 'office-smart-migrations-'))
    await cp(directory, copy, { recursive: true })
    return () => rm(copy, { recursive: true })
  })

  it('a file that was edited after it was applied', async () => {
    await writeFile(join(copy, '0001-first.sql'), 'create table first (id bigint)')
    await expect(migrate(cellar, copy)).rejects.toThrow('0001-first.sql was edited')
  })

  it('a database that a newer program has migrated', async () => {
    await rm(join(copy, '0004-fourth.sql'))
    await expect(migrate(cellar, copy)).rejects.toThrow('does not know')
  })

  it('a new file whose name sorts before an applied one', async () => {
    await writeFile(join(copy, '0002-late.sql'), 'select 1')
    await expect(migrate(cellar, copy)).rejects.toThrow('give it a later name')
  })
})

describe('the migrations of the house', () => {
  it('run from an empty database to the same schema as the one tests begin from', async () => {
    const fromEmpty = await emptyCellar()
    await migrate(fromEmpty)
    const fresh = await freshCellar()
    expect(await fromEmpty.owner.session(readTables)).toEqual(await fresh.owner.session(readTables))
    expect(await migrate(fresh)).toEqual([])
  })
})
