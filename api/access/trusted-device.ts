import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Caller } from '../http/visit.ts'
import { keyed, sameBytes } from './hasher.ts'

/** A browser that has once signed in fully keeps its own, kinder throttle (spec/security 3.4). */
const seconds = 180 * 86_400

const sign = (config: Config, lineId: string, id: string) =>
  keyed(config.secrets.DEVICE_HMAC, 'device', lineId, id).toString('base64url')

/** The trusted device's id, when the caller's cookie was given for this very line; otherwise undefined. */
export function trustedDevice(config: Config, caller: Caller, lineId: string | undefined): string | undefined {
  const [id, signature] = caller.cookies.read('device')?.split('.') ?? []
  if (!id || !signature || !lineId) return undefined
  return sameBytes(Buffer.from(signature), Buffer.from(sign(config, lineId, id))) ? id : undefined
}

/** Signs a cookie for this browser and this line, or renews the one it has. */
export function trustDevice(config: Config, caller: Caller, lineId: string): void {
  const id = trustedDevice(config, caller, lineId) ?? randomBytes(12).toString('base64url')
  caller.cookies.write('device', `${id}.${sign(config, lineId, id)}`, seconds)
}
