import { useSyncExternalStore } from 'react'

export type Presence = 'offline' | 'online' | 'ringing' | 'in-call'

const states = new Map<string, Presence>()
const listeners = new Set<() => void>()

/** Who is connected, rings or speaks, as the stream tells. */
export const presences = {
  set(lineId: string, presence: Presence): void {
    states.set(lineId, presence)
    for (const listener of listeners) listener()
  },
  /** The stream is gone: what it said may no longer be true. */
  clear(): void {
    states.clear()
    for (const listener of listeners) listener()
  },
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A line's presence; undefined while nothing is known. */
export const usePresence = (lineId: string): Presence | undefined =>
  useSyncExternalStore(subscribe, () => states.get(lineId))
