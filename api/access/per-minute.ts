import { LRUCache } from 'lru-cache'
import { type Clock, minute } from '#domain/clock.ts'
import { atMost } from '../at-most.ts'

/** Counts calls by key in the running minute; answers the seconds to wait once `limit` is reached, else 0. */
export function perMinute(limit: number, clock: Clock): (key: string) => number {
  const counts = new LRUCache<string, { since: number; calls: number }>(atMost(10_000))
  return (key) => {
    const now = clock().getTime()
    const kept = counts.get(key)
    const running = kept && now - kept.since < minute ? kept : { since: now, calls: 0 }
    running.calls += 1
    counts.set(key, running)
    return running.calls > limit ? Math.ceil((running.since + minute - now) / 1000) : 0
  }
}
