import type { SoundPlace } from '../sip-user-agent/audio-description.ts'
import type { Place } from './transactions.ts'

/** How the switchboard starts the demo's outside world: the environment it finds. */
export type OutsideWorldEnvironment = {
  /** Where the outside world is. */
  readonly WORLD_ADDRESS: string
  readonly WORLD_PORT: string
  /** `127.0.0.1:25060`, `[::1]:25060`: to whom it calls back. */
  readonly WORLD_SWITCHBOARD: string
  /** Account to become once everything is loaded; empty: stay. */
  readonly RUN_AS: string
}

export type OutsideWorldConfig = { readonly place: Place; readonly trunk: Place; readonly sound: SoundPlace }

/** Beside the ports of the switchboard (`switchboard/settings.ts`); several demos share them, each takes what is free. */
const ports = { first: 25_200, last: 26_998 }

/** @throws a sentence that names what is missing or cannot be */
export function readOutsideWorldConfig(env: Readonly<Record<string, string | undefined>>): OutsideWorldConfig {
  const host = env.WORLD_ADDRESS
  const port = Number(env.WORLD_PORT)
  if (!host) throw new Error('WORLD_ADDRESS is missing: the switchboard sets it')
  if (!(Number.isInteger(port) && port > 1023 && port < 65_536))
    throw new Error(`WORLD_PORT is no port: ${env.WORLD_PORT}`)
  const [, bracketed, plain, trunkPort] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(env.WORLD_SWITCHBOARD ?? '') ?? []
  const trunkHost = bracketed ?? plain
  if (!trunkHost) throw new Error(`WORLD_SWITCHBOARD is no address with a port: ${env.WORLD_SWITCHBOARD}`)
  return { place: { host, port }, trunk: { host: trunkHost, port: Number(trunkPort) }, sound: { host, ports } }
}
