import { LRUCache } from 'lru-cache'

const growsOld = 60_000

/**
 * Values read once. One that has grown old is still given, and read again behind it: nobody waits for what is almost
 * certainly the same, and while the database is away the last word stands.
 */
export class Kept<Value extends NonNullable<unknown>> {
  readonly #cache: LRUCache<string, Value>
  readonly #read: (key: string) => Promise<unknown>
  readonly #reading = new Set<string>()

  /** @param read reads a value and keeps it with `set` */
  constructor(max: number, read: (key: string) => Promise<unknown>) {
    this.#cache = new LRUCache({ max, ttl: growsOld, allowStale: true, noDeleteOnStaleGet: true, ttlResolution: 100 })
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

  entries(): Iterable<[string, Value]> {
    return this.#cache.entries()
  }

  #again(key: string): void {
    if (this.#reading.has(key)) return
    this.#reading.add(key)
    this.#read(key)
      .catch(() => undefined)
      .finally(() => this.#reading.delete(key))
  }
}
