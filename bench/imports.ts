import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { addOperator, deskHeaders } from './customers.ts'
import { type Product, startProduct } from './product.ts'
import { note } from './report.ts'

/** Files of lines from the upload to the activated customer: what a provider waits for. */
export async function benchImports(): Promise<void> {
  const postgres = await startThrowawayPostgres({ durable: true })
  try {
    const env = { DATABASE_URL: postgres.url, DATA_DIR: await mkdtemp(join(tmpdir(), 'osw-bench-')) }
    await measure(env, 'PostgreSQL', [
      { lines: 5_000, asked: 10 },
      { lines: 40_000, asked: 90 },
    ])
  } finally {
    await postgres.stop()
  }
  const env = { DATA_DIR: await mkdtemp(join(tmpdir(), 'osw-bench-')) }
  await measure(env, 'the embedded database', [{ lines: 5_000, asked: 20 }])
}

async function measure(
  env: Record<string, string>,
  where: string,
  sizes: readonly { lines: number; asked: number }[],
): Promise<void> {
  const password = await addOperator(env)
  const product = await startProduct(env)
  try {
    const headers = await deskHeaders(product.portal, password)
    for (const [i, { lines, asked }] of sizes.entries()) {
      const { upload, check, apply, activate, slowest } = await importOnce(product, headers, lines, `0131 ${i + 2}`)
      const seconds = upload + check + apply
      note(
        `import of ${lines.toLocaleString('en')} lines on ${where}`,
        `${seconds.toFixed(1)} s (read ${upload.toFixed(1)}, check ${check.toFixed(1)}, import ${apply.toFixed(1)}), then "Attiva" ${activate.toFixed(1)} s; another request meanwhile at most ${slowest} ms; server ${await product.memory()} MB`,
        `< ${asked} s`,
        seconds < asked,
      )
    }
  } finally {
    await product.stop()
    await rm(env.DATA_DIR ?? '', { recursive: true, force: true })
  }
}

async function importOnce(product: Product, headers: Record<string, string>, lines: number, numbers: string) {
  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const bytes = body instanceof Blob
    const answer = await fetch(`${product.portal}/api/provider${path}`, {
      method,
      headers: { ...headers, ...(bytes ? { 'content-type': 'application/octet-stream' } : {}) },
      ...(method === 'GET' ? {} : { body: bytes ? body : JSON.stringify(body ?? {}) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  type Job = { id: string; state: string; choices: object; counts: { good: number } | null; failure: string | null }
  const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
    const begun = performance.now()
    const result = await work()
    return [(performance.now() - begun) / 1000, result]
  }
  const until = async (id: string, state: string): Promise<Job> => {
    for (;;) {
      const job = await send<Job>('GET', `/imports/${id}`)
      if (job.state === state) return job
      if (job.failure) throw new Error(job.failure)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  let slowest = 0
  let watching = true
  const watch = (async () => {
    while (watching) {
      const begun = performance.now()
      await fetch(`${product.portal}/api/session`)
      slowest = Math.max(slowest, Math.round(performance.now() - begun))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()

  const { id } = await send<{ id: string }>('POST', '/drafts', { name: `Grande ${lines}` })
  const company = {
    name: `Grande ${lines}`,
    vatNumber: '01234560017',
    contractNumber: '',
    contactEmail: 'titolare@grande.example',
    contactMobile: '',
    language: 'it',
  }
  await send('PATCH', `/drafts/${id}`, { version: 1, company })
  const rows = Array.from(
    { length: lines },
    (_, i) =>
      `${numbers}${String(10_000 + i)};${100_000 + i};Persona Numero ${i};Sede ${i % 20};Standard;${i === 0 ? 'Amministratore' : 'Utente'};p${i}@grande.example;`,
  )
  const heading = 'Numero di telefono;Interno;Nome;Sede;Servizio;Tipo utenza;E-mail;Cellulare'
  const file = new Blob([[heading, ...rows].join('\r\n')])
  const [upload, job] = await timed(() => send<Job>('POST', `/imports?draft=${id}&name=grande.csv`, file))
  const [check, ready] = await timed(async () => {
    await send('POST', `/imports/${job.id}/check`, job.choices)
    return until(job.id, 'ready')
  })
  const [apply] = await timed(async () => {
    await send('POST', `/imports/${job.id}/apply`, { rows: ready.counts?.good ?? 0 })
    return until(job.id, 'done')
  })
  const { version } = await send<{ version: number }>('GET', `/drafts/${id}`)
  const [activate] = await timed(() => send('POST', `/drafts/${id}/activate`, { version }))
  watching = false
  await watch
  return { upload, check, apply, activate, slowest }
}
