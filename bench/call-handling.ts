import { Agent, request } from 'node:http'
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
      const ask = (body?: unknown) => settingsOf(product.portal, headers, body)
      let { version } = await ask()
      for (let after = 20; performance.now() < until; after = after === 20 ? 15 : 20) {
        const noAnswer = { on: true, to: { kind: 'line', lineId: ready[people]?.id }, after }
        version = (await ask({ version, changes: { noAnswer } })).version
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

const connections = new Agent({ keepAlive: true })

/** Reads or saves. By `node:http`: `fetch` would take more of the machine away from what is measured. */
function settingsOf(portal: string, headers: Record<string, string>, body?: unknown): Promise<{ version: number }> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asked = request(
      `${portal}/api/call-handling/settings`,
      {
        agent: connections,
        method: text === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }) },
      },
      (answer) => {
        let told = ''
        answer.setEncoding('utf8')
        answer.on('data', (piece: string) => {
          told += piece
        })
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(told))
          else reject(new Error(`${answer.statusCode} ${told}`))
        })
      },
    )
    asked.on('error', reject)
    asked.end(text)
  })
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
