import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Cellar, connect } from './connect.ts'

let dataDirectory: string

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'office-smart-embedded-'))
  return () => rm(dataDirectory, { recursive: true })
})

const open = () => connect({ dataDirectory })

const notes = (cellar: Cellar) => cellar.owner.session((session) => session.rows('select text from note order by text'))

/** A process that saves a note, says so, and then just stays. */
const VISITOR = `
  const { connect } = await import(process.argv[1])
  const cellar = await connect({ dataDirectory: process.argv[2] })
  await cellar.owner.session((session) => session.run("insert into note values ('from the visitor')"))
  console.log('saved')
  setInterval(() => undefined, 1000)
`

describe('the embedded database on disk', { timeout: 60_000 }, () => {
  it('keeps what was saved', async () => {
    const first = await open()
    await first.owner.session((session) =>
      session.run(`create table note (text text); insert into note values ('from us')`),
    )
    await first.close()
    const second = await open()
    expect(await notes(second)).toEqual([{ text: 'from us' }])
    await second.close()
  })

  it('is closed to other accounts of the machine', async () => {
    expect((await stat(join(dataDirectory, 'postgres'))).mode & 0o077).toBe(0)
  })

  it('serves one process; a killed one leaves its saved work and the way free', async () => {
    const words = ['--input-type=module', '-e', VISITOR, join(import.meta.dirname, 'connect.ts'), dataDirectory]
    const visitor = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(visitor.stdout, 'data')
    await expect(open()).rejects.toThrow('in use by another process')
    visitor.kill('SIGKILL')
    await once(visitor, 'exit')
    const cellar = await open()
    expect(await notes(cellar)).toEqual([{ text: 'from the visitor' }, { text: 'from us' }])
    await cellar.close()
  })
})
