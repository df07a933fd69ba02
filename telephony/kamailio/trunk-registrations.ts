import type { Trunk } from '../call-engine.ts'
import { type Rpc, RpcRefused } from './rpc.ts'
import { bracketed } from './tables.ts'

const refused = (error: unknown): void => {
  if (!(error instanceof RpcRefused)) throw error
}

/** Tells module uac where to register us; what is no longer wanted is removed. Our contact there is `trunk-<id>`. */
export async function applyTrunkRegistrations(rpc: Rpc, trunks: readonly Trunk[]): Promise<void> {
  const wanted = new Map(trunks.filter((trunk) => trunk.registration).map((trunk) => [`trunk-${trunk.id}`, trunk]))
  const dump = await rpc<readonly Record<string, string>[] | Record<string, string>>('uac.reg_dump').catch(() => [])
  for (const { l_uuid: name } of Array.isArray(dump) ? dump : [dump as Record<string, string>]) {
    if (name) await rpc('uac.reg_remove', name).catch(refused)
  }
  for (const [name, { host, port, transport, registration }] of wanted) {
    if (!registration) continue
    const { user, secret, realm } = registration
    const domain = realm || host
    const proxy = `sip:${bracketed(host)}:${port};transport=${transport}`
    // l_uuid, l_username, l_domain, r_username, r_domain, realm, auth_username, auth_password, auth_ha1, auth_proxy,
    // expires, flags, reg_delay, contact_addr, socket
    const words = [name, name, domain, user, domain, realm || '.', user, secret, '.', proxy, 600, 0, 0, '.', '.']
    await rpc('uac.reg_add', ...words).catch(refused)
  }
}
