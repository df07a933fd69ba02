import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { administratorHeaders, type Product, type Seeded } from './product.ts'
import { note } from './report.ts'

type Job = { job: { total: number; done: number; refused: number; finishedAt: string | null } }
type Cockpit = { missing: number }

/** Actions on thousands of lines of one company, from the press to the last line, watched as the page watches them. */
export async function benchBulk(product: Product, databaseUrl: string, seeded: Seeded): Promise<void> {
  const administrator = seeded.administrators[0]
  if (!administrator) throw new Error('Nobody to sign in as')
  const headers = await administratorHeaders(product.portal, administrator, seeded.password)
  const get = async <T>(path: string) => (await (await fetch(product.portal + path, { headers })).json()) as T
  let presses = 0

  async function press(route: string, body: object): Promise<Job['job'] & { seconds: number; looks: number }> {
    presses += 1
    const begun = performance.now()
    const key = String(presses).padStart(22, 'k')
    const sent = { method: 'POST', headers, body: JSON.stringify({ key, ...body }) }
    const answer = await fetch(`${product.portal}/api/first-access/${route}`, sent)
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`)
    const { jobId } = (await answer.json()) as { jobId: string }
    for (let looks = 1; ; looks += 1) {
      const { job } = await get<Job>(`/api/first-access/jobs/${jobId}`)
      if (job.finishedAt) return { ...job, seconds: (performance.now() - begun) / 1000, looks }
      await setTimeout(100)
    }
  }
  const tell = (what: string, { total, done, refused, seconds, looks }: Awaited<ReturnType<typeof press>>) =>
    note(
      `${what}, ${total} lines of one company`,
      `${seconds.toFixed(1)} s (${done} done, ${refused} left out, progress read ${looks} times)`,
      '5,000 lines in < 5 s, with progress',
      done > 0 && seconds < 5 * (total / 5_000),
    )

  const { total } = await get<{ total: number }>('/api/directory/lines')
  const { sites } = await get<{ sites: { id: string; lines: number }[] }>('/api/directory/sites')
  const smallest = [...sites].sort((a, b) => a.lines - b.lines)[0]
  const { missing } = await get<Cockpit>('/api/first-access')
  tell('another site', await press('moves', { selection: { filter: {}, count: total }, siteId: smallest?.id }))
  tell('reminders', await press('reminders', { selection: { missing: true, count: missing } }))
  await giveAddresses(databaseUrl)
  tell('personal invitations', await press('invitations', { selection: { missing: true, count: missing } }))
}

/** The seeded lines that wait for their first access have no address, and nobody is invited without one. */
async function giveAddresses(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `update line set email = 'linea' || substr(number, 2) || '@arredi.example', email_status = 'pending', email_source = 'administrator'
     where email is null and account = 'live' and credential <> 'own'`,
  )
  await client.end()
}
