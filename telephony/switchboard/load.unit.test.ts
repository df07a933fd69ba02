import { expect, test } from 'vitest'
import { createLoad } from './load.ts'

test('one late answer is no overload, two are, and one in time ends it', async () => {
  const said: boolean[] = []
  const load = createLoad(async (over) => said.push(over))
  for (const answered of [true, false, true, false]) await load.hear(answered)
  expect(said).toEqual([])
  for (const answered of [false, false, true, true]) await load.hear(answered)
  expect(said).toEqual([true, false])
})

test('what could not be said is said the next time, and a server begun anew knows nothing', async () => {
  const said: boolean[] = []
  let away = true
  const load = createLoad(async (over) => {
    if (away) throw new Error('away')
    said.push(over)
  })
  await load.hear(false)
  await expect(load.hear(false)).rejects.toThrow('away')
  away = false
  await load.hear(false)
  expect(said).toEqual([true])
  load.forget()
  await load.hear(true)
  expect(said).toEqual([true])
})
