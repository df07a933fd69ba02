import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { administratorHeaders, linesReady, type Product, type Seeded } from './product.ts'
import { note } from './report.ts'

const windows = 1_000
const changes = 30

/**
 * A thousand open windows of one portal: how long after somebody's change each of them has heard of it, from before
 * the request that makes it.
 */
export async function benchLive(product: Product, seeded: Seeded): Promise<void> {
  const headers = await administratorHeaders(product.portal, seeded.administrators[0] ?? '', seeded.password)
  const line = (await linesReady(product.portal, headers, 1))[0]
  const made = await fetch(`${product.portal}/api/directory/phones`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ lineId: line?.id, name: 'Banco di prova', kind: 'softphone' }),
  })
  if (!made.ok) throw new Error(`${made.status} ${await made.text()}`)
  const { phone } = (await made.json()) as { phone: { id: string } }

  let sent = 0
  const took: number[] = []
  const streams = await Promise.all(
    Array.from({ length: windows }, () =>
      openStream(product.portal, headers, (text) => {
        if (text.includes('company-phones')) took.push(performance.now() - sent)
      }),
    ),
  )
  for (let i = 0; i < changes; i++) {
    sent = performance.now()
    const answer = await fetch(`${product.portal}/api/directory/phones/${phone.id}`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ name: `Banco di prova ${i}` }),
    })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    await pause(400)
  }
  for (const stream of streams) stream.destroy()
  took.sort((a, b) => a - b)
  const p99 = Math.round(took[Math.floor(took.length * 0.99)] ?? Number.NaN)
  note(
    'a change reaches 1,000 open windows',
    `p50 ${Math.round(took[took.length >> 1] ?? Number.NaN)} ms, p99 ${p99} ms, ${took.length} of ${windows * changes} heard; server ${await product.memory()} MB`,
    'p99 < 300 ms, all heard',
    p99 < 300 && took.length === windows * changes,
  )
}

function openStream(portal: string, headers: Record<string, string>, hear: (text: string) => void) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    get(`${portal}/api/live`, { headers: { ...headers, accept: 'text/event-stream' }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`/api/live: ${answer.statusCode}`))
      answer.on('data', (piece: Buffer) => hear(piece.toString()))
      answer.on('error', () => undefined)
      resolve(answer)
    }).on('error', reject)
  })
}
