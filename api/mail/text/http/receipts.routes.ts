import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { House } from '../../../house.ts'
import { createLedger } from '../ledger.ts'
import { valueAt } from './template.ts'

/**
 * What the HTTP gateway tells us of its messages. Not a route of the contract: no browser calls it, and instead of an
 * origin it shows that it knows the key. Saying the same twice changes nothing.
 */
export function serveTextReceipts(app: FastifyInstance, { config, cellar, clock, log }: House): void {
  const { texts } = config
  if (texts?.kind !== 'http' || !texts.receipts) return
  const { receipts } = texts
  const ledger = createLedger(cellar, clock, texts.name)
  app.register(async (inside) => {
    inside.removeAllContentTypeParsers()
    inside.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    )
    inside.post('/api/text-receipts', async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const shown = request.headers[receipts.header]
      if (!isSigned(body, receipts.secret, typeof shown === 'string' ? shown : '')) return reply.code(401).send()
      const told = read(body, request.headers['content-type'] ?? '')
      const id = valueAt(told, receipts.id)
      const state = valueAt(told, receipts.state)?.toLowerCase()
      if (id === undefined || state === undefined) return reply.code(400).send()
      const outcome = receipts.delivered.includes(state)
        ? 'delivered'
        : receipts.failed.includes(state)
          ? 'failed'
          : undefined
      if (outcome) {
        const failure = outcome === 'failed' ? (state.includes('expired') ? 'not-reached' : 'recipient-unknown') : null
        const found = await ledger.receipt({ gatewayId: id, recipient: null, outcome, failure })
        log.info({ gateway: texts.name, outcome, found }, 'text receipt')
      }
      return reply.code(204).send()
    })
  })
}

/** `sha256=…` as some write it, or the bare number. */
function isSigned(body: Buffer, secret: string, shown: string): boolean {
  const given = Buffer.from(shown.trim().replace(/^sha256=/i, ''), 'hex')
  const right = createHmac('sha256', secret).update(body).digest()
  return given.length === right.length && timingSafeEqual(given, right)
}

function read(body: Buffer, type: string): unknown {
  const text = body.toString('utf8')
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
