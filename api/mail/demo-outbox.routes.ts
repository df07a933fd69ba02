import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { House } from '../house.ts'
import { findDemoLetters } from './demo-letter-box.sql.ts'
import { demoOutboxPage } from './demo-outbox-page.ts'

const perPage = 100
/** Enough for any script that drives a demo. */
const perList = 1_000

const to = z
  .string()
  .trim()
  .max(300)
  .optional()
  .catch(undefined)
  .transform((text) => text || undefined)
const asked = z.object({ to, page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** Only its own style sheet and its own search form; stricter than the application's policy, which it replaces. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const guarded = {
  onSend: async (_request: unknown, reply: FastifyReply) => {
    reply.headers({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    })
  },
}

/** `/outbox`: what the demo would have mailed and texted. Anyone may read it, so a real installation has none. */
export function serveDemoOutbox(app: FastifyInstance, house: Pick<House, 'cellar' | 'config'>): void {
  if (!house.config.demo) return
  const css = readFileSync(join(import.meta.dirname, 'demo-outbox.css'), 'utf8')
  const find = (view: { to: string | undefined; limit: number; offset: number }) =>
    house.cellar.asService((trx) => findDemoLetters(trx, view), { readOnly: true })

  app.get('/outbox', guarded, async (request, reply) => {
    const { to, page } = asked.parse(request.query)
    // One more than is shown tells whether there is another page.
    const letters = await find({ to, limit: perPage + 1, offset: (page - 1) * perPage })
    const view = { letters: letters.slice(0, perPage), to, page, more: letters.length > perPage }
    return reply.type('text/html; charset=utf-8').send(demoOutboxPage(view))
  })

  app.get('/outbox.json', guarded, async (request) => {
    const letters = await find({ to: asked.parse(request.query).to, limit: perList, offset: 0 })
    return letters.map(({ recipient, channel, subject, body, links, at }) => {
      return { to: recipient, channel, subject, text: body, links, at: at.toISOString() }
    })
  })

  app.get('/outbox.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(css))
}
