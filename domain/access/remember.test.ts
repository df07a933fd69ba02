import { describe, expect, it } from 'vitest'
import { addDays, later, second } from '../clock.ts'
import { judgeRememberToken, type RememberFamily, type RememberVerdict, rememberExpiry } from './remember.ts'

const rotatedAt = new Date('2026-11-22T08:00:00Z')
const [current, previous, older] = [1, 2, 3].map((n) => new Uint8Array(32).fill(n)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]
const family: RememberFamily = {
  validatorHash: current,
  previousHash: previous,
  rotatedAt,
  expiresAt: addDays(rotatedAt, 30),
  revokedAt: null,
}

describe('a remembered computer comes back', () => {
  it.each<[string, RememberVerdict, RememberFamily | undefined, Uint8Array, Date]>([
    ['with its token', 'rotate', family, current, addDays(rotatedAt, 3)],
    ['with its first token', 'rotate', { ...family, previousHash: null }, current, rotatedAt],
    ['in a second tab at the same time', 'grace', family, previous, later(rotatedAt, 60 * second)],
    ['with the replaced token a minute later', 'theft', family, previous, later(rotatedAt, 60 * second + 1)],
    ['with an older token, even at once', 'theft', family, older, rotatedAt],
    ['with a wrong token of a first-time family', 'theft', { ...family, previousHash: null }, previous, rotatedAt],
    ['with a shortened token', 'theft', family, current.slice(1), addDays(rotatedAt, 1)],
    ['after thirty days', 'expired', family, current, addDays(rotatedAt, 30)],
    ['after thirty days with an old token', 'expired', family, older, addDays(rotatedAt, 30)],
    ['after signing out', 'unknown', { ...family, revokedAt: rotatedAt }, current, rotatedAt],
    ['with a selector nobody knows', 'unknown', undefined, current, rotatedAt],
  ])('%s: %s', (_, verdict, found, presented, now) => {
    expect(judgeRememberToken(found, presented, now)).toBe(verdict)
  })
})

describe('how long a token lasts', () => {
  const created = new Date('2026-11-22T08:00:00Z')
  it.each<[string, number, number | null, number]>([
    ['thirty days from the last use', 0, 365, 30],
    ['sliding with every use', 40, 365, 70],
    ['ninety days from the first', 80, 365, 90],
    ['not beyond the password', 0, 10, 10],
    ['passwords that never expire', 0, null, 30],
  ])('%s', (_, usedOnDay, passwordDays, endsOnDay) => {
    const password = passwordDays === null ? null : addDays(created, passwordDays)
    expect(rememberExpiry(created, password, addDays(created, usedOnDay))).toEqual(addDays(created, endsOnDay))
  })
})
