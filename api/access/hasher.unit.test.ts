import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMetrics } from '../metrics.ts'
import { createHasher, type Hasher, type Waiter } from './hasher.ts'

/** Flood control (spec/security 3.3): this machine also carries voice. The hashing itself is left out here. */

let running = 0
let mostRunning = 0

vi.mock('@node-rs/argon2', () => {
  const work = async () => {
    running += 1
    mostRunning = Math.max(mostRunning, running)
    await Promise.resolve()
    running -= 1
  }
  return { hash: () => work().then(() => '$argon2id$'), verify: () => work().then(() => false) }
})

// The deadline comes when a test says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

const somebody = (n: number): Waiter => ({ account: `account ${n}`, ip: `address ${n}` })
const hasher = (perSecond = 60, now = () => 0): Hasher =>
  createHasher({ pepper: Buffer.alloc(32, 7), perSecond, metrics: createMetrics(), now })

const busy = 'busy {"retryAfter":2}'
const make = (h: Hasher, waiter: Waiter) =>
  h.make('password', waiter).then(
    () => 'done',
    (error: { code: string; facts: unknown }) => `${error.code} ${JSON.stringify(error.facts)}`,
  )
/** So many at once, by whom `who` says. */
const atOnce = (h: Hasher, count: number, who: (n: number) => Waiter) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(h, who(n))))
const counted = (outcomes: string[]) => ({
  done: outcomes.filter((outcome) => outcome === 'done').length,
  busy: outcomes.filter((outcome) => outcome === busy).length,
})

describe('who waits', () => {
  test.each<[string, number, (n: number) => Waiter, { done: number; busy: number }]>([
    ['one a person', 6, (n) => ({ account: 'one', ip: `address ${n}` }), { done: 3, busy: 3 }],
    ['four an address', 10, (n) => ({ account: `account ${n}`, ip: 'one' }), { done: 6, busy: 4 }],
    ['sixty-four in all', 70, somebody, { done: 66, busy: 4 }],
  ])('%s, beside the two that run', async (_, count, who, outcome) => {
    expect(counted(await atOnce(hasher(), count, who))).toEqual(outcome)
  })

  test('three seconds at most; then its place is free', async () => {
    const h = hasher()
    const all = atOnce(h, 3, somebody)
    vi.advanceTimersByTime(3000)
    expect(counted(await all)).toEqual({ done: 2, busy: 1 })
    expect(counted(await atOnce(h, 66, somebody))).toEqual({ done: 66, busy: 0 })
  })
})

test('never more than two run, also when one leaves as another comes', async () => {
  const h = hasher(0)
  mostRunning = 0
  const oneAfterAnother = async (n: number) => {
    for (let i = 0; i < 20; i += 1) await make(h, somebody(n))
  }
  await Promise.all([1, 2, 3, 4, 5].map(oneAfterAnother))
  expect(mostRunning).toBe(2)
})

describe('the budget', () => {
  test('a hundred and twenty at once, then sixty a second', async () => {
    let clock = 0
    const h = hasher(60, () => clock)
    const spend = async (count: number) => {
      const outcomes: string[] = []
      for (let n = 0; n < count; n += 1) outcomes.push(await make(h, somebody(n)))
      return counted(outcomes)
    }
    expect(await spend(122)).toEqual({ done: 120, busy: 2 })
    clock += 100
    expect(await spend(10)).toEqual({ done: 6, busy: 4 })
  })

  test('whoever is refused for crowding spends nothing of it', async () => {
    const h = hasher()
    await atOnce(h, 300, () => ({ account: 'one', ip: 'one' }))
    expect(counted(await atOnce(h, 60, somebody))).toEqual({ done: 60, busy: 0 })
  })
})
