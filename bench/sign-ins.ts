import { setTimeout } from 'node:timers/promises'
import { hash } from '@node-rs/argon2'
import { drive } from './load.ts'
import { administratorHeaders, linesReady, type Product, type Seeded } from './product.ts'
import { note } from './report.ts'

/** argon2id of api/access/hasher.ts. On the machine of spec/security 3.2 two cores made 205 of them a second. */
const cost = { algorithm: 2, memoryCost: 47104, timeCost: 1, parallelism: 1, outputLen: 32 } as const
const hashesOfSpec = 205
const askedOfSpec = 120

/** Hashes a second that two cores of this machine do now, with nothing else running: the ceiling of sign-ins. */
async function hashesPerSecond(seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let made = 0
  const work = async () => {
    for (; performance.now() < until; made += 1) await hash('una password qualunque', cost)
  }
  await Promise.all([work(), work()])
  return made / seconds
}

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
  const ceiling = await hashesPerSecond(3)
  await drive({ url: product.portal, method: 'POST', headers, each: signIn, seconds: 2 })
  const figures = await drive({ url: product.portal, method: 'POST', headers, each: signIn, seconds })
  const good = Math.round((figures.byStatus['200'] ?? 0) / seconds)
  const share = good / ceiling
  note(
    'sign-ins',
    `${good}/s, p99 ${figures.p99} ms; ${Math.round(share * 100)} % of the ${Math.round(ceiling)}/s that argon2 alone does here now`,
    `>= 120/s where argon2 does ${hashesOfSpec}/s: ${Math.round((askedOfSpec / hashesOfSpec) * 100)} %`,
    good >= askedOfSpec || share >= askedOfSpec / hashesOfSpec,
  )

  const until = performance.now() + seconds * 1000
  // As browsers do: one at a time each, and after "busy" the wait that was asked for.
  const person = async (n: number): Promise<void> => {
    while (performance.now() < until) {
      const { path, body } = signIn(n)
      const answer = await fetch(product.portal + path, { method: 'POST', headers, body })
      await answer.arrayBuffer()
      if (answer.status === 503) await setTimeout(Number(answer.headers.get('retry-after')) * 1000)
    }
  }
  const crowd = Promise.all(Array.from({ length: 200 }, (_, n) => person(n)))
  const others = await drive({
    url: product.portal,
    headers: signedIn,
    connections: 2,
    seconds,
    each: () => ({ path: '/api/directory/lines?page=1' }),
  })
  await crowd
  note(
    'other requests while 200 sign-ins are in flight',
    `p95 ${others.p95} ms, ${others.perSecond}/s`,
    'p95 < 100 ms',
    others.p95 < 100 && (others.byStatus['200'] ?? 0) > 0,
  )
}
