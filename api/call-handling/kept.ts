import { LRUCache } from 'lru-cache'
import { atMost } from '../at-most.ts'

/** Whoever changes something says so; this is for what nobody heard, though nothing seemed to be cut. */
const growsOld = 300_000
/** What has grown old waits so long for others: nobody waits for it, and many together are one question. */
const gathering = 100

/**
 * Values read once. One that has grown old is still given, and read again behind it: nobody waits for what is almost
 * certainly the same, and while the database is away the last word stands.
 */
export class Kept<Value extends NonNullable<unknown>> {
  readonly #cache: LRUCache<string, Value>
  readonly #read: (key: string) => Promise<unknown>
  readonly #reading = new Set<string>()

  readonly #gathers: number
  #old: string[] = []

  /**
   * @param read reads a value and keeps it with `set`
   * @param gathers milliseconds; what has become young again meanwhile is not read
   */
  constructor(max: number, read: (key: string) => Promise<unknown>, gathers = gathering) {
    this.#gathers = gathers
    this.#cache = new LRUCache({
      ...atMost(max),
      ttl: growsOld,
      allowStale: true,
      noDeleteOnStaleGet: true,
      ttlResolution: 100,
    })
    this.#read = read
  }

  get(key: string): Value | undefined {
    const kept = this.#cache.get(key)
    if (kept !== undefined && this.#cache.getRemainingTTL(key) <= 0) this.#again(key)
    return kept
  }

  set(key: string, value: Value): void {
    this.#cache.set(key, value)
  }

  /** A value that was worked out from the kept one grows old with it. */
  replace(key: string, value: Value): void {
    this.#cache.set(key, value, { ttl: Math.max(1, this.#cache.getRemainingTTL(key)) })
  }

  delete(key: string): void {
    this.#cache.delete(key)
  }

  clear(): void {
    this.#cache.clear()
  }

  /** All of it may be of yesterday: still given, and read again behind it. */
  growOld(): void {
    for (const [key, value] of [...this.#cache.entries()]) this.#cache.set(key, value, { ttl: 1 })
  }

  entries(): Iterable<[string, Value]> {
    return this.#cache.entries()
  }

  #again(key: string): void {
    if (this.#reading.has(key)) return
    this.#reading.add(key)
    if (this.#old.length === 0) setTimeout(() => this.#readOld(), this.#gathers).unref()
    this.#old.push(key)
  }

  #readOld(): void {
    const keys = this.#old
    this.#old = []
    for (const key of keys) {
      const done = () => void this.#reading.delete(key)
      if (this.#cache.getRemainingTTL(key) > 0) done()
      else this.#read(key).then(done, done)
    }
  }
}
