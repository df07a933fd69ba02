import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Cellar, type ConnectOptions, connect } from '../connect.ts'
import type { CellarSource } from './cellar-source.ts'

/** Databases of a test file, on the engine its vitest project stands for. All are gone after the file. */

const leaving: (() => Promise<void>)[] = []

type Options = Pick<ConnectOptions, 'poolSize' | 'report'>

/** A migrated database of one's own. */
export const freshCellar = (options: Options = {}): Promise<Cellar> =>
  open(inject('cellarSource'), true, options)

/** A database with nothing in it, for tests of the migrations themselves. */
export const emptyCellar = (options: Options = {}): Promise<Cellar> =>
  open(inject('cellarSource'), false, options)

async function open(source: CellarSource, migrated: boolean, options: Options): Promise<Cellar> {
  const cellar =
    source.engine === 'postgres'
      ? await connect({
          ...options,
          databaseUrl: await database(source, migrated ? source.template : 'template1'),
        })
      : await connect({ ...options, ...(migrated ? { snapshot: await openAsBlob(source.snapshot) } : {}) })
  let closed = false
  const close = async () => {
    if (!closed) await cellar.close()
    closed = true
  }
  leaving.push(close)
  return { ...cellar, close }
}

/** Copies `template` and returns the copy's address. */
async function database(source: CellarSource & { engine: 'postgres' }, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await tell(source.url, `create database ${name} template ${template}`)
  leaving.push(() => tell(source.url, `drop database ${name} with (force)`))
  const url = new URL(source.url)
  url.pathname = name
  return url.href
}

async function tell(url: string, statement: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** For the setup file of the projects: runs after each test file. */
export async function closeCellars(): Promise<void> {
  // Last in, first out: a cellar closes before its database is dropped.
  for (const leave of leaving.splice(0).reverse()) await leave()
}
