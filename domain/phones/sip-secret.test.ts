import { expect, test } from 'vitest'
import { makeSipSecret } from './sip-secret.ts'

test('a secret is 32 letters and digits, and never the same', () => {
  const secrets = Array.from({ length: 200 }, () =>
    makeSipSecret((count) => crypto.getRandomValues(new Uint8Array(count))),
  )
  for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{32}$/)
  expect(new Set(secrets).size).toBe(200)
})

test('every letter is as likely as any other', () => {
  let next = 0
  // Every byte in turn, 8 × 248 of them fair: those above 247 have to be left out, or A to H would come once more often.
  const secrets = Array.from({ length: 62 }, () => makeSipSecret(() => Uint8Array.of(next++ % 256))).join('')
  const times = Object.groupBy([...secrets], (letter) => letter)
  expect(new Set(Object.values(times).map((found) => found?.length))).toEqual(new Set([32]))
  expect(Object.keys(times)).toHaveLength(62)
})
