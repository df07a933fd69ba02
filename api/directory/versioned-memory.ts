import { LRUCache } from 'lru-cache'

/**
 * What was computed from a company's directory, and for which version of it. The version is counted by the
 * database (`directory_version`), so what is kept here is used only while it is exact, in every process.
 */
export type Versioned<T> = { readonly version: number; readonly value: T }

export type VersionedMemory<T> = {
  recall(key: string): Versioned<T> | undefined
  keep(key: string, version: number, value: T): Versioned<T>
}

/** Keeps the most recently used values within `bytes`; one too large for that is not kept. */
export function createVersionedMemory<T>(bytes: number, sizeOf: (value: T) => number): VersionedMemory<T> {
  const cache = new LRUCache<string, Versioned<T>>({
    maxSize: bytes,
    sizeCalculation: ({ value }, key) => overhead + key.length + sizeOf(value),
  })
  return {
    recall: (key) => cache.get(key),
    keep(key, version, value) {
      const kept = { version, value }
      cache.set(key, kept)
      return kept
    },
  }
}

/** An entry's own objects, roughly. */
const overhead = 400
