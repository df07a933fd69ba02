import { drive } from './load.ts'
import { administratorHeaders, linesReady, type Product, type Seeded } from './product.ts'
import { note } from './report.ts'

const people = 8

/** What one person's pages ask: Home's data, saving a forward, the list of calls among a company's 200,000. */
export async function benchCallHandling(product: Product, seeded: Seeded, seconds: number): Promise<void> {
  const administrator = await administratorHeaders(product.portal, seeded.administrators[0] ?? '', seeded.password)
  const ready = await linesReady(product.portal, administrator, 1)
  const sessions = await Promise.all(
    ready.slice(0, people).map(({ number }) => userHeaders(product.portal, number, seeded.password)),
  )
  const headersOf = (n: number) => sessions[n % sessions.length] ?? {}
  const read = (path: string, more = {}) =>
    drive({ url: product.portal, seconds, each: (n) => ({ path, headers: headersOf(n) }), ...more })

  const home = await read('/api/call-handling/settings')
  note(
    'Home: call settings',
    `${home.perSecond}/s, p99 ${home.p99} ms, ${home.bytesEach} bytes`,
    '>= 500/s',
    home.perSecond >= 500 && (home.byStatus['200'] ?? 0) > 0,
  )

  // Each person in turn, one change at a time: as a browser does, with the version it has read.
  const until = performance.now() + seconds * 1000
  let saved = 0
  await Promise.all(
    sessions.map(async (headers) => {
      const url = `${product.portal}/api/call-handling/settings`
      let { version } = (await (await fetch(url, { headers })).json()) as { version: number }
      for (let after = 20; performance.now() < until; after = after === 20 ? 15 : 20) {
        const noAnswer = { on: true, to: { kind: 'line', lineId: ready[people]?.id }, after }
        const answer = await fetch(url, {
          method: 'POST',
          headers,
          body: JSON.stringify({ version, changes: { noAnswer } }),
        })
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
        version = ((await answer.json()) as { version: number }).version
        saved += 1
      }
    }),
  )
  const rate = Math.round(saved / seconds)
  note('saving a forward', `${rate}/s`, '>= 1,000/s', rate >= 1000)

  const calls = await read('/api/me/calls?list=received')
  note(
    'call list, first page among 200,000 records of the company',
    `${calls.perSecond}/s, p99 ${calls.p99} ms, ${calls.bytesEach} bytes`,
    '>= 500/s',
    calls.perSecond >= 500 && (calls.byStatus['200'] ?? 0) > 0,
  )
}

async function userHeaders(portal: string, number: string, password: string): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    'user-agent': 'Mozilla/5.0 Chrome/140',
  }
  const answer = await fetch(`${portal}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ number, password, remember: false }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  headers.cookie =
    answer.headers
      .getSetCookie()
      .find((c) => c.includes('osw_sid='))
      ?.split(';')[0] ?? ''
  return headers
}
