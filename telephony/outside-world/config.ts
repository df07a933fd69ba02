import type { SoundPlace } from '../sip-user-agent/audio-description.ts'
import type { Place } from './transactions.ts'

/** How the switchboard starts the demo's outside world: the environment it finds. */
export type OutsideWorldEnvironment = {
  /** `127.0.0.1:25090`: where the outside world is. */
  readonly OUTSIDE_SIP: string
  /** `127.0.0.1:25060`: the switchboard, to which it calls back. */
  readonly OUTSIDE_TRUNK: string
  /** `26000-26999` */
  readonly OUTSIDE_RTP_PORTS: string
  /** Account to become once everything is loaded; empty: stay. */
  readonly RUN_AS: string
}

export type OutsideWorldConfig = { readonly place: Place; readonly trunk: Place; readonly sound: SoundPlace }

/** @throws a sentence that names what is missing or cannot be */
export function readOutsideWorldConfig(env: Readonly<Record<string, string | undefined>>): OutsideWorldConfig {
  const place = placeOf('OUTSIDE_SIP', env.OUTSIDE_SIP)
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(env.OUTSIDE_RTP_PORTS ?? '') ?? []
  if (!first || !(Number(last) > Number(first)))
    throw new Error(`OUTSIDE_RTP_PORTS is no range of ports: ${env.OUTSIDE_RTP_PORTS}`)
  const ports = { first: Number(first), last: Number(last) }
  return { place, trunk: placeOf('OUTSIDE_TRUNK', env.OUTSIDE_TRUNK), sound: { host: place.host, ports } }
}

function placeOf(name: keyof OutsideWorldEnvironment, value = ''): Place {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(value) ?? []
  const host = bracketed ?? plain
  if (!host) throw new Error(`${name} is no address with a port: ${value || 'missing'}`)
  return { host, port: Number(port) }
}
