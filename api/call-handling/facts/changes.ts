import { LRUCache } from 'lru-cache'
import { atMost } from '../../at-most.ts'

/** What has changed and when, so that what was read before a change and arrives after it is not kept. */
export class Changes {
  #clock = 0
  readonly #at = new LRUCache<string, number>(atMost(50_000))

  /** Ask before a question to the database; `isCurrent` of its answer. */
  now(): number {
    return this.#clock
  }

  /** @param key `line:<id>`, `company:<id>`, `trunks` */
  note(key: string): void {
    this.#clock += 1
    this.#at.set(key, this.#clock)
  }

  isCurrent(key: string, readAt: number): boolean {
    return (this.#at.get(key) ?? 0) <= readAt
  }
}
