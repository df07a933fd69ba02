import { drive } from './load.ts'
import { administratorHeaders, linesReady, type Product, type Seeded } from './product.ts'
import { note } from './report.ts'

const words = [
  'rossi',
  'bianchi',
  'ferr',
  'anna',
  'marco',
  '0125',
  '555 1',
  'torino gallo',
  'colombo',
  'premium',
  'ricci',
  '07',
  'esposito l',
  'mar',
]

const list = (query: string) => ({ path: `/api/directory/lines?${query}` })

/** First page, deep page, search and configuration page over the lines of one company. */
export async function benchUserList(product: Product, seeded: Seeded, seconds: number): Promise<{ firstPage: number }> {
  const administrator = seeded.administrators[0]
  if (!administrator) throw new Error('Nobody to sign in as')
  const headers = await administratorHeaders(product.portal, administrator, seeded.password)
  const run = (each: (n: number) => { path: string }) => drive({ url: product.portal, headers, seconds, each })
  await drive({ url: product.portal, headers, seconds: 3, each: () => list('page=1') })

  const first = await run(() => list('page=1'))
  note(
    'user list, first page of 10,000 lines',
    `${first.perSecond}/s, p99 ${first.p99} ms, ${first.bytesEach} bytes`,
    '>= 1,000/s, p99 < 25 ms',
    first.perSecond >= 1000 && first.p99 < 25,
  )
  const deep = await run((n) => list(`page=${300 + (n % 90)}`))
  note(
    'user list, deep page',
    `${deep.perSecond}/s, p99 ${deep.p99} ms`,
    `>= half of the first page (${Math.round(first.perSecond / 2)}/s)`,
    deep.perSecond * 2 >= first.perSecond,
  )
  const search = await run((n) => list(`search=${encodeURIComponent(words[n % words.length] ?? '')}`))
  note(
    'search in any field, 14 words in turn',
    `${search.perSecond}/s, p99 ${search.p99} ms`,
    '>= 600/s',
    search.perSecond >= 600,
  )
  const fresh = await run((n) => list(`search=${encodeURIComponent(`${words[n % 10]} ${n % 1000}`)}`))
  note(
    'search in any field, a new question each time',
    `${fresh.perSecond}/s, p99 ${fresh.p99} ms`,
    '>= 600/s',
    fresh.perSecond >= 600,
  )

  const target = (await linesReady(product.portal, headers, 1))[0]?.id ?? ''
  await fetch(`${product.portal}/api/directory/acting-grants`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ lineId: target }),
  })
  const configuration = await run(() => ({ path: `/api/directory/lines/${target}/configuration` }))
  note(
    'configuration page data',
    `${configuration.perSecond}/s, p99 ${configuration.p99} ms`,
    '>= 1,000/s',
    configuration.perSecond >= 1000 && (configuration.byStatus['200'] ?? 0) > 0,
  )
  return { firstPage: first.perSecond }
}
