import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { type ContextOfCall, readContextLine, writeContextLine } from './protocol.ts'

/** Events on their way to a portal, on disk until one has kept them: neither Kamailio's nor our own end loses any. */
export type Journal = {
  /** What the calls of waiting events are about, as it was when the process before us ended. */
  readonly contexts: readonly ContextOfCall[]
  /** Written with the events that come next: before something happens to a call there is nothing to keep of it. */
  remember(context: ContextOfCall): void
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
  const found = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const contexts = found.flatMap((line) => readContextLine(line) ?? [])
  let waiting = found.filter((line) => readContextLine(line) === undefined)
  /** How many of them are dropped: a list of thousands is not made anew for each delivery. */
  let gone = 0
  let unwritten = ''
  const descriptor = openSync(file, 'a', 0o600)
  let emptying: NodeJS.Timeout | undefined
  const empty = () => {
    emptying = undefined
    if (waiting.length === gone) ftruncateSync(descriptor, 0)
  }
  return {
    contexts,
    remember(context) {
      unwritten += `${writeContextLine(context)}\n`
    },
    add(lines) {
      if (lines.length === 0) return
      writeSync(descriptor, `${unwritten}${lines.join('\n')}\n`)
      unwritten = ''
      for (const line of lines) waiting.push(line)
    },
    first: (count) => waiting.slice(gone, gone + count),
    drop(count) {
      gone += count
      if (gone > 10_000 || gone === waiting.length) {
        waiting = waiting.slice(gone)
        gone = 0
      }
      // Not after each delivery: a moment without anything waiting comes soon enough.
      if (waiting.length === 0) emptying ??= setTimeout(empty, emptiedWithin).unref()
    },
    get length() {
      return waiting.length - gone
    },
    close() {
      clearTimeout(emptying)
      empty()
      closeSync(descriptor)
    },
  }
}
