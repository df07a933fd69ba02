import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { mediaUser } from '../media-service.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'
import { emergencyPattern } from './emergency.ts'

/** What changes at each start of the switchboard. */
export type KamailioSurroundings = {
  readonly addresses: readonly string[]
  readonly ports: { readonly rpc: number; readonly evapi: number; readonly events: number; readonly ng: number }
  readonly secrets: {
    readonly evapi: string
    readonly rpc: string
    readonly nonce: string
    readonly route: string
    readonly media: string
    readonly health: string
  }
  /** Files Kamailio can read, or null where no certificate could be made. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
  readonly usrlocUrl: string | null
  /** Published lines and trunks, as files. */
  readonly tablesDirectory: string
  /** A provider may ask who we are: the answer needs the next CSeq, which costs every call a tenth of Kamailio's time. */
  readonly challenged: boolean
}

const parts = ['modules', 'request', 'authentication', 'registrar', 'call', 'plan', 'trunks', 'media', 'control']

/** The domain of numbers towards networks: From and P-Asserted-Identity are about the number, its domain says nothing. */
export const networkDomain = 'network.invalid'

/** Kamailio's whole configuration in one text: it may not be allowed to read our directory. */
export function kamailioConfiguration(settings: SwitchboardSettings, around: KamailioSurroundings): string {
  const words = placeholders(settings, around)
  const name = new RegExp(`\\b(${Object.keys(words).join('|')})\\b`, 'g')
  const routes = parts.map((part) => readFileSync(join(import.meta.dirname, 'routes', `${part}.cfg`), 'utf8'))
  const filled = routes.map((text) =>
    text
      .replace(name, (word) => String(words[word]))
      .replace(/<([FGRU]S)>/g, (_, mark) => cuts[mark as keyof typeof cuts]),
  )
  return [head(settings, around), ...filled].join('\n')
}

/** What cuts our messages to and from Kamailio into their parts (ASCII's own separators): no text of anybody's has them. */
export const cuts = { FS: '\x1c', GS: '\x1d', RS: '\x1e', US: '\x1f' } as const

/** Capital words of the route files, and what stands there in the end. */
function placeholders({ sip, floodDensity, wrongPasswords }: SwitchboardSettings, around: KamailioSurroundings) {
  const { ports, secrets, tls, usrlocUrl } = around
  const words: Record<string, string | number> = {
    RPC_PORT: ports.rpc,
    EVAPI_PORT: ports.evapi,
    EVENTS_PORT: ports.events,
    NG_PORT: ports.ng,
    WS_PORT: sip.wsPort,
    WSS_PORT: sip.wssPort,
    EVAPI_SECRET: secrets.evapi,
    RPC_SECRET: secrets.rpc,
    NONCE_SECRET: secrets.nonce,
    ROUTE_SECRET: secrets.route,
    HEALTH_SECRET: secrets.health,
    MEDIA_HA1: ha1(mediaUser.user, mediaUser.domain, secrets.media),
    MEDIA_DOMAIN: mediaUser.domain,
    NOBODYS_HA1: ha1('nobody', 'nowhere', secrets.nonce),
    EMERGENCY_NUMBERS: emergencyPattern,
    NETWORK_DOMAIN: networkDomain,
    MASK_ADDRESS: around.addresses[0] ?? '127.0.0.1',
    CONTACT_ADDRESS: `${bracketed(around.addresses[0] ?? '127.0.0.1')}:${sip.port}`,
    TABLES_DIRECTORY: around.tablesDirectory,
    PIKE_DENSITY: floodDensity,
    WRONG_PER_ADDRESS: wrongPasswords,
    MIN_EXPIRES: 30,
    ...(tls ? { TLS_CERTIFICATE: tls.certificate, TLS_KEY: tls.key } : {}),
    ...(usrlocUrl ? { USRLOC_URL: usrlocUrl } : {}),
  }
  return words
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

function head({ sip }: SwitchboardSettings, around: KamailioSurroundings): string {
  const { addresses, ports, tls, usrlocUrl, challenged } = around
  const hosts = addresses.map(bracketed)
  return [
    '#!KAMAILIO',
    ...(usrlocUrl ? ['#!define WITH_POSTGRES'] : []),
    ...(tls ? ['#!define WITH_TLS'] : []),
    ...(challenged ? ['#!define WITH_CSEQ'] : []),
    `
debug=1
log_stderror=yes
fork=yes
children=${Math.max(2, availableParallelism())}
tcp_children=4
auto_aliases=no
tcp_accept_no_cl=yes
tcp_connection_lifetime=3605
tcp_rd_buf_size=65536
tcp_max_connections=16384
server_signature=no
sip_warning=0
server_header="Server: Office Smart"
user_agent_header="User-Agent: Office Smart"
enable_sctp=no
dns=no
rev_dns=no
max_while_loops=500
pv_buffer_size=65536
exit_timeout=2
disable_core_dump=yes
listen=tcp:127.0.0.1:${ports.rpc}`,
    ...hosts.flatMap((host) => [
      `listen=udp:${host}:${sip.port}`,
      `listen=tcp:${host}:${sip.port}`,
      `listen=tcp:${host}:${sip.wsPort}`,
    ]),
    ...(tls
      ? [
          'enable_tls=yes',
          ...hosts.flatMap((host) => [`listen=tls:${host}:${sip.tlsPort}`, `listen=tls:${host}:${sip.wssPort}`]),
        ]
      : []),
    '',
  ].join('\n')
}

export function ha1(user: string, realm: string, secret: string): string {
  return createHash('md5').update(`${user}:${realm}:${secret}`).digest('hex')
}
