import { once } from 'node:events'
import { createServer } from 'node:http'

/** Where Kamailio leaves its events: a loopback address only, and only with the secret of this start. */
export async function listenForEvents(
  port: number,
  secret: string,
  keep: (lines: readonly string[]) => void,
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      if (request.url !== `/events/${secret}`) return response.writeHead(404).end()
      try {
        keep(Buffer.concat(pieces).toString('utf8').split('\n').filter(Boolean))
        response.writeHead(200, { 'content-length': 0 }).end()
      } catch {
        // Not on disk, so not taken: Kamailio sends it again.
        response.writeHead(500, { 'content-length': 0 }).end()
      }
    })
    request.on('error', () => undefined)
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
