import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openJournal } from './journal.ts'

let directory: string
let file: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'osw-journal-'))
  file = join(directory, 'events.ndjson')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('what waits, and what it is about, is there after a restart', () => {
  const before = openJournal(file)
  before.remember({ callId: 'uno', context: '{"di":"Anna"}' })
  // Nothing has happened to the call: nothing to keep.
  expect(readFileSync(file, 'utf8')).toBe('')
  before.add(['{"e":"ringing"}', '{"e":"answered"}'])
  const after = openJournal(file)
  expect(after.contexts).toEqual([{ callId: 'uno', context: '{"di":"Anna"}' }])
  expect([after.length, after.first(1), after.first(9)]).toEqual([
    2,
    ['{"e":"ringing"}'],
    ['{"e":"ringing"}', '{"e":"answered"}'],
  ])
  before.close()
  after.close()
})

test('what a portal has is dropped, in order, whatever comes meanwhile', () => {
  const journal = openJournal(file)
  const lines = Array.from({ length: 25_000 }, (_, i) => String(i))
  journal.add(lines)
  const heard: string[] = []
  while (journal.length > 0) {
    const next = journal.first(7_000)
    heard.push(...next)
    journal.drop(next.length)
    if (heard.length === 7_000) journal.add(['per ultimo'])
  }
  expect(heard).toEqual([...lines, 'per ultimo'])
  journal.close()
  expect(readFileSync(file, 'utf8')).toBe('')
})
