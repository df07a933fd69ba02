import { drive } from './load.ts'
import { administratorHeaders, linesReady, type Product, type Seeded } from './product.ts'
import { note } from './report.ts'

/** Sign-ins a second, and what everybody else feels while 200 of them are in flight. */
export async function benchSignIns(product: Product, seeded: Seeded, seconds: number): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    'user-agent': 'Mozilla/5.0 Chrome/140',
  }
  const administrator = seeded.administrators[0] ?? ''
  const signedIn = await administratorHeaders(product.portal, administrator, seeded.password)
  const people = await linesReady(product.portal, signedIn)
  const signIn = (n: number) => ({
    path: '/api/session',
    body: JSON.stringify({ number: people[n % people.length]?.number, password: seeded.password, remember: false }),
  })
  await drive({ url: product.portal, method: 'POST', headers, each: signIn, seconds: 2 })
  const figures = await drive({ url: product.portal, method: 'POST', headers, each: signIn, seconds })
  const good = Math.round((figures.byStatus['200'] ?? 0) / seconds)
  note('sign-ins', `${good}/s, p99 ${figures.p99} ms (${JSON.stringify(figures.byStatus)})`, '>= 120/s', good >= 120)

  const [others] = await Promise.all([
    drive({
      url: product.portal,
      headers: signedIn,
      connections: 2,
      seconds,
      each: () => ({ path: '/api/directory/lines?page=1' }),
    }),
    drive({ url: product.portal, method: 'POST', headers, connections: 200, each: signIn, seconds }),
  ])
  note(
    'other requests while 200 sign-ins are in flight',
    `p95 ${others.p95} ms, ${others.perSecond}/s`,
    'p95 < 100 ms',
    others.p95 < 100 && (others.byStatus['200'] ?? 0) > 0,
  )
}
