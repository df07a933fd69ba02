import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '#domain/problem.ts'
import type { Metrics } from '../metrics.ts'

/** `Algorithm.Argon2id`; the library declares the name as a const enum, which types cannot be stripped from. */
const argon2id = 2
/** argon2id, 46 MiB, one pass, one lane: OWASP's first choice, 8 ms here (spec/security 3.2). */
const cost = { algorithm: argon2id, memoryCost: 47104, timeCost: 1, parallelism: 1, outputLen: 32 } as const

/** At most two hashes run, so that voice on the same machine keeps its cores (3.3). */
const running = 2
const queueLength = 64
const queueSeconds = 3
const waitingOfAddress = 4
const burst = 120

export type PasswordHash = { readonly hash: string; readonly pepperId: string }

/** Who waits, so that one person or address cannot fill the queue. */
export type Waiter = { readonly account: string; readonly ip: string }

export type Hasher = {
  /** @throws {Problem} busy */
  make(password: string, waiter: Waiter): Promise<PasswordHash>
  /** With no stored hash it still does the same work, so that time tells nothing (3.3). @throws {Problem} busy */
  check(password: string, stored: PasswordHash | undefined, waiter: Waiter): Promise<boolean>
  /** Made with older parameters or pepper: make it anew at the next sign-in. */
  isOutdated(stored: PasswordHash): boolean
  /** Nobody else may wait now: say so before any other work is done for them. */
  isFull(): boolean
}

const busy = () => new Problem('busy', { retryAfter: 2 })

/**
 * Password hashing with its limits: two at a time, a short queue with a deadline, one waiting a person and
 * four an address, and a long-run budget (`perSecond`; 0 lifts it).
 */
export function createHasher(options: {
  pepper: Buffer
  perSecond: number
  metrics: Metrics
  now?: () => number
}): Hasher {
  const { pepper, perSecond, metrics } = options
  const now = options.now ?? (() => performance.now())
  const pepperId = createHash('sha256').update(pepper).digest('hex').slice(0, 8)
  const limits = { secret: pepper, ...cost }
  const waiting: { start: () => void; waiter: Waiter }[] = []
  let active = 0
  let tokens = burst
  let filledAt = now()
  let decoy: Promise<string> | undefined

  function spendToken(): void {
    if (perSecond === 0) return
    tokens = Math.min(burst, tokens + ((now() - filledAt) / 1000) * perSecond)
    filledAt = now()
    if (tokens < 1) throw busy()
    tokens -= 1
  }

  /** @throws {Problem} busy: refused before it costs anything, so that nobody can spend the others' budget */
  function requireRoom({ account, ip }: Waiter): void {
    if (waiting.length >= queueLength) throw busy()
    if (perSecond === 0) return
    const crowded = waiting.filter((w) => w.waiter.ip === ip).length >= waitingOfAddress
    if (crowded || waiting.some((w) => w.waiter.account === account)) throw busy()
  }

  /** Until somebody who leaves hands its place on, or it has taken too long. */
  function wait(waiter: Waiter): Promise<void> {
    return new Promise((resolve, reject) => {
      const place = {
        waiter,
        start: () => {
          clearTimeout(deadline)
          resolve()
        },
      }
      const deadline = setTimeout(() => {
        waiting.splice(waiting.indexOf(place), 1)
        metrics.hashesWaiting.set(waiting.length)
        reject(busy())
      }, queueSeconds * 1000)
      waiting.push(place)
      metrics.hashesWaiting.set(waiting.length)
    })
  }

  async function inTurn<T>(waiter: Waiter, work: () => Promise<T>): Promise<T> {
    const mustWait = active >= running
    if (mustWait) requireRoom(waiter)
    spendToken()
    if (mustWait) await wait(waiter)
    else active += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      metrics.hashesWaiting.set(waiting.length)
      if (next) next.start()
      else active -= 1
    }
  }

  return {
    make: (password, waiter) => inTurn(waiter, async () => ({ hash: await hash(password, limits), pepperId })),
    check: (password, stored, waiter) =>
      inTurn(waiter, async () => {
        decoy ??= hash('nobody’s password', limits)
        const known = stored?.pepperId === pepperId
        const right = await verify(known ? stored.hash : await decoy, password, limits)
        return known && right
      }),
    isFull: () => waiting.length >= queueLength,
    isOutdated: (stored) =>
      stored.pepperId !== pepperId ||
      !stored.hash.startsWith(`$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`),
  }
}

/** SHA-256, for random tokens that are too long to guess. */
export const digest = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest()

/** Keyed hash, for values short enough to be guessed from a leaked table. */
export const keyed = (key: Buffer, ...parts: string[]): Buffer =>
  createHmac('sha256', key).update(parts.join('\n')).digest()

/** Compares without telling how far two values agree. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
