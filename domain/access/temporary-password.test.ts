import { describe, expect, it } from 'vitest'
import { addDays } from '../clock.ts'
import { makeTemporaryPassword, normaliseTemporaryPassword, temporaryPasswordExpiry } from './temporary-password.ts'

/** Counts 0, 1, 2 … 255, 0, 1 …: every byte equally often. */
function counting() {
  let next = 0
  return (count: number) => Uint8Array.from({ length: count }, () => next++ % 256)
}

describe('making one', () => {
  it('is four groups of four letters without look-alikes', () => {
    expect(makeTemporaryPassword(counting())).toBe('ABCD-EFGH-JKMN-PQRS')
    for (let i = 0; i < 200; i += 1) {
      expect(makeTemporaryPassword((n) => crypto.getRandomValues(new Uint8Array(n)))).toMatch(
        /^(?:[A-HJKMNP-Z2-9]{4}-){3}[A-HJKMNP-Z2-9]{4}$/,
      )
    }
  })

  it('uses all 31 letters equally often', () => {
    const bytes = counting()
    const letters = Array.from({ length: 31 * 16 }, () => makeTemporaryPassword(bytes).replaceAll('-', '')).join('')
    const counts = Object.values(Object.groupBy(letters, (letter) => letter)).map((same) => same?.length)
    expect(counts).toEqual(Array(31).fill((31 * 16 * 16) / 31))
  })

  it('stops when the source is broken', () => {
    expect(() => makeTemporaryPassword((n) => new Uint8Array(n).fill(255))).toThrow('broken')
  })
})

describe('typing one', () => {
  it.each([
    ['as printed', 'ABCD-EFGH-JKMN-PQRS'],
    ['small', 'abcd-efgh-jkmn-pqrs'],
    ['without dashes', 'ABCDEFGHJKMNPQRS'],
    ['with spaces, also at the ends', ' abcd EFGH jkmn pqrs\n'],
    ['with the long dashes of a mail program', 'ABCD–EFGH—JKMN‑PQRS'],
  ])('%s', (_, typed) => {
    expect(normaliseTemporaryPassword(typed)).toBe('ABCDEFGHJKMNPQRS')
  })

  it.each([
    ['one letter short', 'ABCD-EFGH-JKMN-PQR'],
    ['with a letter outside the alphabet', 'ABCD-EFGH-JKMN-PQR0'],
    ['a sentence', 'Zaino tramonto ferro'],
  ])('leaves %s as it is', (_, typed) => {
    expect(normaliseTemporaryPassword(typed)).toBe(typed)
  })

  it('brings accents to one form', () => {
    expect(normaliseTemporaryPassword('perche\u0301')).toBe('perché')
  })
})

it('lasts as long as its giver’s kind', () => {
  const from = new Date('2026-11-22T08:00:00Z')
  expect(temporaryPasswordExpiry('activation', from)).toEqual(addDays(from, 365))
  expect(temporaryPasswordExpiry('administrator', from)).toEqual(addDays(from, 7))
  expect(temporaryPasswordExpiry('support', from)).toEqual(addDays(from, 3))
})
