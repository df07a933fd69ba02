import { isIP, Socket } from 'node:net'
import { afterEach } from 'vitest'

/**
 * Tests talk to this machine only. A connection to anywhere else is refused, and the test that tried
 * fails even when the code under test swallowed the refusal. fetch, http, TLS and pg all open a Socket.
 */

const surprises: string[] = []

const connect = Socket.prototype.connect

Socket.prototype.connect = function guarded(this: Socket, ...words: unknown[]): Socket {
  const place = destination(words)
  if (place !== undefined && !isLoopback(place)) {
    surprises.push(place)
    const refusal = new Error(`Surprise network call to ${place}`)
    process.nextTick(() => this.destroy(refusal))
    return this
  }
  return Reflect.apply(connect, this, words)
}

/** Hosts tried since the last look; the looker answers for them. */
export const surprisesSoFar = (): string[] => surprises.splice(0)

afterEach(() => {
  const tried = surprisesSoFar()
  if (tried.length > 0) throw new Error(`Surprise network call to ${tried.join(', ')}`)
})

/** The host that `connect(...words)` means; undefined for sockets in the file system. */
function destination(words: unknown[]): string | undefined {
  // net.connect hands on one array of already normalised arguments.
  const [first, second]: unknown[] = Array.isArray(words[0]) ? words[0] : words
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return undefined
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost'
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined
  return typeof second === 'string' ? second : 'localhost'
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return isIP(host) !== 0 && (host.startsWith('127.') || host === '::1' || host.startsWith('::ffff:127.'))
}
