import type { Trunk } from '#telephony/call-engine.ts'

/**
 * Providers as an operator writes them, the first one first: `sip:gw.example.it`, or with the account we register
 * (`sip:user:secret@host:port;transport=tls`). Undefined when it cannot be read.
 */
export function readTrunks(text: string): readonly Trunk[] | undefined {
  const trunks = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map(readTrunk)
  return trunks.every((trunk) => trunk !== undefined) ? trunks : undefined
}

const shape =
  /^sip:(?:([^:@;]+):([^@;]+)@)?(\[[0-9a-f:]+\]|[^:;@[\]]+)(?::(\d{1,5}))?(?:;transport=(udp|tcp|tls))?(?:;realm=([^;]+))?$/i

function readTrunk(entry: string, index: number): Trunk | undefined {
  const found = shape.exec(entry)
  if (!found) return undefined
  const [, user, secret, bracketed = '', port, transport = 'udp', realm] = found
  const host = bracketed.replace(/^\[|\]$/g, '')
  return {
    id: `t${index + 1}`,
    name: host,
    host,
    port: port ? Number(port) : transport === 'tls' ? 5061 : 5060,
    transport: transport.toLowerCase() as Trunk['transport'],
    registration:
      user && secret
        ? { user: decodeURIComponent(user), secret: decodeURIComponent(secret), realm: realm ?? host }
        : null,
    priority: index,
  }
}
