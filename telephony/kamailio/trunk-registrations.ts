import type { Trunk } from '../call-engine.ts'
import { bracketed, tableText } from './tables.ts'

const columns = [
  ...['id(int,auto)', 'l_uuid(string)', 'l_username(string)', 'l_domain(string)', 'r_username(string)'],
  ...['r_domain(string)', 'realm(string)', 'auth_username(string)', 'auth_password(string)', 'auth_ha1(string)'],
  ...['auth_proxy(string)', 'expires(int)', 'flags(int)', 'reg_delay(int)', 'contact_addr(string)', 'socket(string)'],
]

/** Where we register ourselves (module uac, table `uacreg`). Our contact there is `trunk-<id>`. */
export function trunkRegistrations(trunks: readonly Trunk[]): string {
  const rows = trunks.flatMap(({ id, host, port, transport, registration }, i) => {
    if (!registration) return []
    const { user, secret, realm } = registration
    const name = `trunk-${id}`
    const domain = realm || host
    const proxy = `sip:${bracketed(host)}:${port};transport=${transport}`
    return [[i + 1, name, name, domain, user, domain, realm, user, secret, '', proxy, 600, 0, 0, '', '']]
  })
  return tableText(columns, rows)
}
