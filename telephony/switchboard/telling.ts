import { setTimeout as wait } from 'node:timers/promises'
import type { EngineEvent } from '../call-engine.ts'
import { toEvent } from '../kamailio/from-kamailio.ts'
import type { PortalLink } from './door.ts'
import { openJournal } from './journal.ts'
import type { ContextOfCall } from './protocol.ts'
import { createRunningCalls } from './running-calls.ts'
import { spooledMessages } from './spool.ts'

/** What happens on the phones, told to a portal until one has kept it (docs/decisions/0008-switchboard.md). */
export type Telling = {
  /** Kamailio's lines, on disk when this returns. @throws when they are not */
  add(lines: readonly string[]): void
  /** What a call is about, from the portal that decided it. */
  remember(context: ContextOfCall): void
  /** Ends when nothing waits, or nobody takes it; whoever calls while it is at work waits for the same end. */
  deliver(): Promise<void>
  /** From now on without rests, and without recordings. */
  hurry(): void
  close(): void
}

const batchSize = 500
/** Milliseconds until what came too early is looked at again. */
const again = 10
/** Milliseconds between two looks at the spool, and for what nobody took. */
const lookAgain = 300
/**
 * What happens meanwhile is told together: each telling is a transaction of the portal's. A few milliseconds after a single
 * event, so that who hangs up and dials again is not taken for busy; the more there is to tell, the longer.
 */
const restAfter = (told: number): number => Math.min(50, told * 3)

export function createTelling(parts: {
  /** Where events wait. */
  readonly file: string
  /** Where recordings wait. */
  readonly spool: string
  readonly links: () => readonly PortalLink[]
  readonly log: (text: string) => void
}): Telling {
  const { file, spool, links, log } = parts
  const journal = openJournal(file)
  const calls = createRunningCalls()
  for (const context of journal.contexts) calls.remember(context)
  let delivery: Promise<void> | undefined
  let turn = 0
  let hurried = false

  function deliver(): Promise<void> {
    delivery ??= deliverWaiting().finally(() => {
      delivery = undefined
    })
    return delivery
  }

  async function deliverWaiting(): Promise<void> {
    while (journal.length > 0 && links().length > 0) {
      const lines = journal.first(batchSize)
      const heard = lines.flatMap((line) => toEvent(line) ?? [])
      if (calls.tooEarly(heard, Date.now())) {
        await wait(again)
        continue
      }
      const told = heard.map(calls.follow)
      if (told.length > 0 && !(await tell(told))) return
      calls.kept(told)
      journal.drop(lines.length)
      if (told.length > 0 && !hurried) await wait(restAfter(told.length))
    }
  }

  /** To one portal after the other until one has kept them. */
  async function tell(told: readonly EngineEvent[]): Promise<boolean> {
    const portals = links()
    const contexts = calls.contextsOf(told)
    for (let i = 0; i < portals.length; i++) {
      try {
        await portals[(turn + i) % portals.length]?.hear(told, contexts)
        turn += i
        return true
      } catch (error) {
        log(`events not kept: ${String(error)}`)
      }
    }
    return false
  }

  const inHand = new Set<string>()
  const watch = setInterval(() => {
    for (const { event, done } of spooledMessages(spool)) {
      if (inHand.has(event.id)) continue
      inHand.add(event.id)
      tell([event])
        .then((kept) => kept && done())
        .finally(() => inHand.delete(event.id))
    }
    void deliver()
  }, lookAgain)

  return {
    add: (lines) => journal.add(lines),
    remember(context) {
      calls.remember(context)
      journal.remember(context)
    },
    deliver,
    hurry() {
      hurried = true
      clearInterval(watch)
    },
    close: () => journal.close(),
  }
}
