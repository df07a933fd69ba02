import { type FastifyInstance, fastify } from 'fastify'
import type { House } from '../house.ts'

/** `/healthz`: the process lives. `/readyz`: the database answers too. Neither tells anything else. */
export function serveHealth(app: FastifyInstance, house: House): void {
  app.get('/healthz', { logLevel: 'silent' }, async () => ({ ok: true }))
  app.get('/readyz', { logLevel: 'silent' }, async (_, reply) => {
    try {
      await house.cellar.ping()
      return { ok: true }
    } catch {
      return reply.code(503).send({ ok: false })
    }
  })
}

/** Prometheus figures on their own listener, on loopback only: never through the portal's address. */
export async function listenForMetrics(house: House, port: number): Promise<() => Promise<void>> {
  const app = fastify({ logger: false })
  app.get('/metrics', async (_, reply) =>
    reply.type(house.metrics.registry.contentType).send(await house.metrics.registry.metrics()),
  )
  await app.listen({ host: '127.0.0.1', port })
  return () => app.close()
}
