import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { postgresBell } from './bell.ts'

const source = inject('cellarSource')

test.runIf(source.engine === 'postgres')(
  'comes back alone after being cut off, and hears once what is rung',
  async () => {
    const owner = new Client((source as { url: string }).url)
    await owner.connect()
    const name = `bell_${randomBytes(4).toString('hex')}`
    await owner.query(`create database ${name}`)
    const url = new URL((source as { url: string }).url)
    url.pathname = name
    const reports: unknown[] = []
    const heard: string[] = []
    const ring = async (payload: string) => {
      const visitor = new Client(url.href)
      await visitor.connect()
      await visitor.query('select pg_notify($1, $2)', ['door', payload])
      await visitor.end()
    }
    const bell = postgresBell(
      url.href,
      async () => undefined,
      (error) => reports.push(error),
    )
    let returns = 0
    const stop = await bell.listen(
      'door',
      (payload) => heard.push(payload),
      () => (returns += 1),
    )

    await owner.query(`alter database ${name} allow_connections false`)
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    // Long enough for three tries, had each of them begun tries of its own.
    await setTimeout(1_200)
    expect(reports).toHaveLength(1)

    await owner.query(`alter database ${name} allow_connections true`)
    await vi.waitFor(
      async () => {
        await ring('anyone')
        expect(heard).toContain('anyone')
      },
      { timeout: 20_000, interval: 300 },
    )
    // Whoever listens is told that something may have been missed.
    expect(returns).toBe(1)
    heard.length = 0
    await ring('once')
    await vi.waitFor(() => expect(heard).toContain('once'), 15_000)
    expect(heard.filter((payload) => payload === 'once')).toEqual(['once'])
    await stop()
    await owner.query(`drop database ${name} with (force)`)
    await owner.end()
  },
)
