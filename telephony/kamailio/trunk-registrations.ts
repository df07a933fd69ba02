import type { Trunk } from '../call-engine.ts'
import { type Rpc, RpcRefused } from './rpc.ts'
import { bracketed, tableText } from './tables.ts'

const columns = [
  ...['id(int,auto)', 'l_uuid(string)', 'l_username(string)', 'l_domain(string)', 'r_username(string)'],
  ...['r_domain(string)', 'realm(string)', 'auth_username(string)', 'auth_password(string)', 'auth_ha1(string)'],
  ...['auth_proxy(string)', 'expires(int)', 'flags(int)', 'reg_delay(int)', 'contact_addr(string)', 'socket(string)'],
]

/** Where we register ourselves (module uac, table `uacreg`). Our contact there is `trunk-<id>`. */
export const trunkRegistrations = (trunks: readonly Trunk[]): string =>
  tableText(
    columns,
    rowsOf(trunks).map((row, i) => [i + 1, ...row]),
  )

/** The same while it runs. Module uac reads its table anew every 150 s at most, so entry by entry. */
export async function changeTrunkRegistrations(rpc: Rpc, before: readonly Trunk[], after: readonly Trunk[]) {
  const [old, fresh] = [rowsOf(before), rowsOf(after)]
  const among = (rows: readonly Row[], row: Row) => rows.some((other) => other.join('\n') === row.join('\n'))
  for (const row of old) {
    if (!among(fresh, row)) await rpc('uac.reg_remove', 'l_uuid', row[0]).catch(ignoreRefusal)
  }
  for (const row of fresh) {
    // Refused when it is there already.
    if (!among(old, row))
      await rpc('uac.reg_add', ...row.map((cell) => (cell === '' ? '.' : cell))).catch(ignoreRefusal)
  }
}

type Row = readonly [name: string, ...(string | number)[]]

function rowsOf(trunks: readonly Trunk[]): Row[] {
  return trunks.flatMap(({ id, host, port, transport, registration }): Row[] => {
    if (!registration) return []
    const { user, secret, realm } = registration
    const name = `trunk-${id}`
    const domain = realm || host
    const proxy = `sip:${bracketed(host)}:${port};transport=${transport}`
    return [[name, name, domain, user, domain, realm, user, secret, '', proxy, 600, 0, 0, '', '']]
  })
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof RpcRefused)) throw error
}
