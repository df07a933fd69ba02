import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Items on their way to a portal, on disk until one has kept them: neither Kamailio's nor our own end loses any. */
export type Journal = {
  add(lines: readonly string[]): void
  /** The oldest, at most so many. */
  first(count: number): readonly string[]
  /** The portal has the first so many. */
  drop(count: number): void
  readonly length: number
  close(): void
}

const emptiedWithin = 300

/** Given again after a restart although kept: events are told apart by their id, twice is as good as once. */
export function openJournal(file: string): Journal {
  let waiting = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const descriptor = openSync(file, 'a', 0o600)
  let emptying: NodeJS.Timeout | undefined
  const empty = () => {
    emptying = undefined
    if (waiting.length === 0) ftruncateSync(descriptor, 0)
  }
  return {
    add(lines) {
      if (lines.length === 0) return
      writeSync(descriptor, `${lines.join('\n')}\n`)
      waiting = waiting.concat(lines)
    },
    first: (count) => waiting.slice(0, count),
    drop(count) {
      waiting = waiting.slice(count)
      // Not after each delivery: a moment without anything waiting comes soon enough.
      if (waiting.length === 0) emptying ??= setTimeout(empty, emptiedWithin).unref()
    },
    get length() {
      return waiting.length
    },
    close() {
      clearTimeout(emptying)
      empty()
      closeSync(descriptor)
    },
  }
}
