import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { EngineEvent } from '../call-engine.ts'
import {
  type AnswerTo,
  type Asked,
  type ContextOfCall,
  createLineReader,
  type FromPortal,
  type FromSwitchboard,
  readContextLine,
  writeContextLine,
} from './protocol.ts'

export type PortalLink = {
  /** Resolves once the portal has kept them. */
  hear(events: readonly EngineEvent[], contexts: readonly ContextOfCall[]): Promise<void>
  tell(message: FromSwitchboard): void
}

export type Answering = (asked: Asked, link: PortalLink) => Promise<AnswerTo[Asked['ask']]>

/** Where portals come in: a unix socket only our own account may open. */
export type Door = {
  readonly links: ReadonlySet<PortalLink>
  close(): Promise<void>
}

const keptWithin = 15_000

export async function openDoor(
  path: string,
  answer: Answering,
  remember: (context: ContextOfCall) => void,
  changed: () => void,
): Promise<Door> {
  const links = new Set<PortalLink>()
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    const kept = new Map<number, { resolve(): void; reject(error: Error): void }>()
    let batch = 0
    const tell = (message: FromSwitchboard) => void (socket.writable && socket.write(`${JSON.stringify(message)}\n`))
    const link: PortalLink = {
      tell,
      hear: (events, contexts) =>
        new Promise((resolve, reject) => {
          const number = ++batch
          const late = setTimeout(() => settle.reject(new Error('the portal kept nothing')), keptWithin)
          const over = () => {
            clearTimeout(late)
            kept.delete(number)
          }
          const settle = {
            resolve() {
              over()
              resolve()
            },
            reject(error: Error) {
              over()
              reject(error)
            },
          }
          kept.set(number, settle)
          if (!socket.writable) return
          const told: FromSwitchboard = { tell: 'events', batch: number, events }
          socket.write(`${[...contexts.map(writeContextLine), JSON.stringify(told)].join('\n')}\n`)
        }),
    }
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      links.delete(link)
      for (const waiting of kept.values()) waiting.reject(new Error('the portal is gone'))
      changed()
    })
    socket.on(
      'data',
      createLineReader((line) => {
        const context = readContextLine(line)
        if (context) return remember(context)
        const message = JSON.parse(line) as FromPortal
        if ('kept' in message) return kept.get(message.kept)?.resolve()
        if ('notKept' in message) return kept.get(message.notKept)?.reject(new Error('the portal could not'))
        answer(message, link).then(
          (result) => {
            tell({ answer: message.id, result })
            if (message.ask === 'hello' && !links.has(link)) {
              links.add(link)
              changed()
            }
          },
          (error: unknown) => tell({ answer: message.id, error: String(error) }),
        )
      }),
    )
  })
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  chmodSync(path, 0o600)
  return {
    links,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
