import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Cellar, type ConnectOptions, connect, sqlState } from '../connect.ts'
import './cellar-source.ts'

/** Databases of a test file, on the engine its vitest project stands for. All are gone after the file. */

const leaving: (() => Promise<void>)[] = []

type Options = Pick<ConnectOptions, 'poolSize' | 'report'>

/** A migrated database of one's own. */
export const freshCellar = (options: Options = {}): Promise<Cellar> => open('migrated', options)

/** A database with nothing in it, for tests of the migrations themselves. */
export const emptyCellar = (options: Options = {}): Promise<Cellar> => open('empty', options)

async function open(state: 'migrated' | 'empty', options: Options): Promise<Cellar> {
  const source = inject('cellarSource')
  const place =
    source.engine === 'postgres'
      ? { databaseUrl: await copyOf(source[state], source.url) }
      : { snapshot: await openAsBlob(source[state]) }
  const cellar = await connect({ ...options, ...place })
  let closed = false
  const close = async () => {
    if (!closed) await cellar.close()
    closed = true
  }
  leaving.push(close)
  return { ...cellar, close }
}

/** Copies a database and returns the copy's address. */
async function copyOf(template: string, besides: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await tell(besides, `create database ${name} template ${template}`)
  leaving.push(() => drop(besides, name))
  const url = new URL(besides)
  url.pathname = name
  return url.href
}

/** An autovacuum worker that happens to be in the database may not be put out by us; it leaves by itself. */
async function drop(besides: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tell(besides, `drop database ${name} with (force)`)
    } catch (error) {
      if (sqlState(error) !== '42501' || tries === 20) throw error
      await setTimeout(250)
    }
  }
}

async function tell(url: string, statement: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** For the setup file of the projects: runs after each test file. */
export async function closeCellars(): Promise<void> {
  // Last in, first out: a cellar closes before its database is dropped.
  for (const leave of leaving.splice(0).reverse()) await leave()
}
