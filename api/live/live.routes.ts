import type { FastifyInstance } from 'fastify'
import { permissions } from '#domain/access/permissions.ts'
import { second } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import { callerOf } from '../http/caller.ts'
import { authorise } from '../http/guard.ts'
import { securityHeaders } from '../http/headers.ts'
import type { LiveMessage } from './notices.ts'

/** Keeps proxies from closing the stream, and finds out that the browser has gone. */
const heartbeat = 15 * second
/** A browser that reads so little is cut off: it comes back and asks again. */
const mostUnread = 64 * 1024

/**
 * `GET /api/live`: server-sent events (HTML, 9.2), as long as the session lives. A message says only that something is
 * new; what it is the page asks for with its own rights, and after a gap it asks for everything again.
 */
export function serveLive(app: FastifyInstance, house: House): void {
  const https = house.config.publicUrl?.startsWith('https:') ?? false
  app.get('/api/live', async (request, reply) => {
    // The stream is for our own pages: a browser that says otherwise is believed (spec/security 4.2).
    if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') throw new Problem('request.cross-site')
    const caller = callerOf(request, reply, house.config)
    const session = await house.sessions.of(caller, false)
    authorise(permissions['see own home and profile'], session, request, house)
    if (!session) return
    const { raw } = reply.hijack()
    raw.writeHead(200, {
      ...securityHeaders(https),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    const send = (message: LiveMessage | { kind: 'hello' }): void => {
      raw.write(`data: ${JSON.stringify(message)}\n\n`)
      if (raw.writableLength > mostUnread) raw.destroy()
    }
    const end = (): void => void raw.end()
    const beat = async (): Promise<void> => {
      raw.write(':\n\n')
      const living = await house.sessions.of(caller, false).catch(() => session)
      // Another view is another page: what the administrator hears, the user does not.
      if (living?.id !== session.id || living.view !== session.view) end()
    }
    const { id: lineId, companyId } = session.line
    // An administrator of some sites is told nothing of the others' lines, not even that something is new.
    const administrator =
      session.view === 'administrator' && session.line.role === 'administrator' && !session.line.administratorSites
    const stop = house.live.listen({ companyId, lineId, administrator }, { send, check: () => void beat(), end })
    const timer = setInterval(() => void beat(), heartbeat)
    raw.on('close', () => {
      clearInterval(timer)
      stop()
    })
    raw.write('retry: 2000\n\n')
    send({ kind: 'hello' })
    send({ kind: 'presence', lineId, presence: house.live.presenceOf(lineId) })
  })
}
