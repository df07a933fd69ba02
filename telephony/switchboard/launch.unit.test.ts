import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answering, type Door, openDoor } from './door.ts'
import { joinRunning } from './launch.ts'
import { protocolVersion, type Welcome } from './protocol.ts'

let directory: string
let path: string
let door: Door
let asked: string[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'osw-launch-'))
  path = join(directory, 'socket')
  asked = []
})
afterEach(async () => {
  await door.close()
  rmSync(directory, { recursive: true })
})

/** A switchboard that says who it is, and what it answers when it is asked to stop. */
async function running(welcome: Partial<Welcome>, stops: () => boolean): Promise<void> {
  const answer: Answering = async ({ ask }) => {
    asked.push(ask)
    if (ask === 'stop') {
      const stop = stops()
      if (stop) setTimeout(() => void door.close(), 50)
      return stop
    }
    return { settings: 'ours', pid: 1, health: { state: 'serving' }, decisions: { port: 1, secret: '' }, ...welcome }
  }
  const nothing = () => undefined
  door = await openDoor(path, answer, nothing, nothing)
}

test('the one that runs is joined', async () => {
  await running({ protocol: protocolVersion }, () => false)
  const found = await joinRunning(path, 'ours')
  expect([found?.welcome.settings, asked]).toEqual(['ours', ['hello']])
  found?.close()
})

test('one with other settings goes, unless another portal is at work with it', async () => {
  await running({ protocol: protocolVersion, settings: 'theirs' }, () => asked.length > 2)
  const found = await joinRunning(path, 'ours')
  expect(found?.welcome.settings).toBe('theirs')
  found?.close()
  expect(await joinRunning(path, 'ours')).toBeUndefined()
})

test('one of another version is never joined: what it would be told it would not understand', async () => {
  await running({}, () => asked.length > 4)
  expect(await joinRunning(path, 'ours')).toBeUndefined()
  expect(asked).toEqual(['hello', 'stop', 'hello', 'stop', 'hello', 'stop'])
})
