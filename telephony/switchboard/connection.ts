import { once } from 'node:events'
import { createConnection } from 'node:net'
import type { EngineEvent, EngineHealth } from '../call-engine.ts'
import {
  type AnswerTo,
  type Asked,
  createLineReader,
  type FromPortal,
  type FromSwitchboard,
  readContextLine,
  type Told,
  type Welcome,
} from './protocol.ts'

/** A portal's end of the switchboard's socket. */
export type Connection = {
  readonly welcome: Welcome
  ask<A extends Asked>(asked: A): Promise<AnswerTo[A['ask']]>
  /** What calls are about (`writeContextLine`), before the engine hears what becomes of them. */
  remember(lines: readonly string[]): void
  /** Who hears what the switchboard tells; before, nothing is acknowledged. */
  listen(listener: Listener): void
  close(): void
  readonly closed: Promise<unknown>
}

export type Listener = {
  health(health: EngineHealth): void
  /** Rejects: told again. */
  events(events: readonly EngineEvent[]): Promise<void>
}

export async function connectToSwitchboard(path: string, settings: string): Promise<Connection> {
  const socket = createConnection(path)
  socket.on('error', () => undefined)
  // Not `once`, which takes a reset connection for a failure of waiting.
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  await Promise.race([
    once(socket, 'connect'),
    closed.then(() => {
      throw new Error('no switchboard there')
    }),
  ])
  let last = 0
  const asked = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  const untold: Told[] = []
  let contexts = new Map<string, string>()
  let listener: Listener | undefined
  const say = (message: FromPortal) => void (socket.writable && socket.write(`${JSON.stringify(message)}\n`))

  /** What has been said just before is what these are about. */
  function withContexts(message: Told): Told {
    if (message.tell !== 'events') return message
    const about = contexts
    contexts = new Map()
    return { ...message, events: message.events.map((event) => withContext(event, about)) }
  }

  function hear(message: Told): void {
    if (!listener) {
      untold.push(message)
      return
    }
    if (message.tell === 'health') {
      listener.health(message.health)
      return
    }
    listener.events(message.events).then(
      () => say({ kept: message.batch }),
      () => say({ notKept: message.batch }),
    )
  }
  socket.on(
    'data',
    createLineReader((line) => {
      const context = readContextLine(line)
      if (context) return void contexts.set(context.callId, context.context)
      const message = JSON.parse(line) as FromSwitchboard
      if ('tell' in message) return hear(withContexts(message))
      const waiting = asked.get(message.answer)
      asked.delete(message.answer)
      if ('error' in message) waiting?.reject(new Error(message.error))
      else waiting?.resolve(message.result)
    }),
  )
  closed.then(() => {
    for (const { reject } of asked.values()) reject(new Error('the switchboard is gone'))
    asked.clear()
  })
  const ask = <A extends Asked>(question: A): Promise<AnswerTo[A['ask']]> =>
    new Promise((resolve, reject) => {
      if (socket.closed || socket.destroyed) return reject(new Error('the switchboard is gone'))
      const id = ++last
      asked.set(id, { resolve: resolve as (result: unknown) => void, reject })
      say({ ...question, id })
    })
  return {
    welcome: await ask({ ask: 'hello', settings }),
    ask,
    remember(lines) {
      if (socket.writable) socket.write(`${lines.join('\n')}\n`)
    },
    listen(to) {
      listener = to
      for (const message of untold.splice(0)) hear(message)
    },
    close: () => socket.destroy(),
    closed,
  }
}

const withContext = (event: EngineEvent, contexts: ReadonlyMap<string, string>): EngineEvent =>
  'context' in event ? { ...event, context: contexts.get(event.callId) ?? '' } : event
