import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { drive } from './load.ts'
import type { Product } from './product.ts'
import { note } from './report.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ownPassword = 'tramonto zaino pinguino ferro'

const email = 'figure@assistenza.example'

/** Makes an operator by the command; answers the temporary password. The embedded database has to be nobody's then. */
export async function addOperator(env: Record<string, string>): Promise<string> {
  const words = ['api/command-line.ts', 'staff-add', '--email', email, '--name', 'Figure']
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'silent', ...env },
  })
  return /(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}/.exec(stdout)?.[0] ?? ''
}

/** Takes the operator to the desk: own password, authenticator, session. */
export async function deskHeaders(portal: string, password: string): Promise<Record<string, string>> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(portal + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const cookie = answer.headers.getSetCookie().find((one) => one.includes('osw_staff='))
    if (cookie) headers.cookie = cookie.split(';')[0] ?? ''
    return (await answer.json()) as Record<string, unknown>
  }
  await post('/api/provider/session', { email, password })
  await post('/api/provider/me/password', { oldPassword: password, newPassword: ownPassword })
  const { secret } = await post('/api/provider/me/totp/begin', {})
  await post('/api/provider/me/totp/confirm', {
    code: new TOTP({ secret: Secret.fromBase32(String(secret)) }).generate(),
  })
  return headers
}

type Known = { name: string; mainNumber: string | null; vatNumber: string | null }

/** The provider's search over every customer: by name, by number, whole or begun, page after page. */
export async function benchCustomers(
  product: Product,
  env: Record<string, string>,
  { customers, lines, seconds }: { customers: number; lines: number; seconds: number },
): Promise<void> {
  const headers = await deskHeaders(product.portal, await addOperator(env))
  const list = (query: string) => ({ path: `/api/provider/customers?${query}` })
  const known: Known[] = []
  for (let page = 1; page <= 4; page += 1) {
    const answer = await fetch(`${product.portal}${list(`order=name&size=100&page=${page * 40}`).path}`, { headers })
    known.push(...((await answer.json()) as { customers: Known[] }).customers)
  }
  const of = (n: number): Known => known[n % known.length] ?? { name: '', mainNumber: null, vatNumber: null }
  const run = (each: (n: number) => { path: string }) =>
    // Two people who type: a queue of eight would measure the waiting, not the search.
    drive({ url: product.portal, headers, seconds, connections: 2, each })
  const among = `among ${customers.toLocaleString('en')} customers, ${lines.toLocaleString('en')} lines`
  const search = (text: string) => list(`search=${encodeURIComponent(text)}`)
  const figures = [
    ['by a whole number', (n: number) => search(of(n).mainNumber ?? '')],
    ['by the beginning of a number', (n: number) => search((of(n).mainNumber ?? '').slice(3, 10))],
    ['by name', (n: number) => search(of(n).name.slice(0, 6 + (n % 8)))],
    ['list, any page', (n: number) => list(`page=${1 + ((n * 37) % 800)}`)],
  ] as const
  for (const [what, each] of figures) {
    const found = await run(each)
    const good = found.errors === 0 && Object.keys(found.byStatus).join() === '200'
    note(
      `customers ${among}, ${what}`,
      `${found.perSecond}/s, p50 ${found.p50} ms, p99 ${found.p99} ms`,
      'p99 < 50 ms',
      good && found.p99 < 50,
    )
  }
  const anyLine = await run((n) => ({
    path: `/api/provider/lines?search=${encodeURIComponent((of(n).mainNumber ?? '').slice(0, 11))}`,
  }))
  note(`lines ${among}`, `${anyLine.perSecond}/s, p99 ${anyLine.p99} ms`, 'p99 < 50 ms', anyLine.p99 < 50)
}
