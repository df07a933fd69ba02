import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { benchBrowser } from './browser.ts'
import { benchBulk } from './bulk.ts'
import { benchCallHandling } from './call-handling.ts'
import { benchCalls } from './calls.ts'
import { benchCustomers } from './customers.ts'
import { benchImports } from './imports.ts'
import { benchLive } from './live.ts'
import { seed, startProduct } from './product.ts'
import { benchRecordings } from './recordings.ts'
import { missed, note, printReport } from './report.ts'
import { benchSignIns } from './sign-ins.ts'
import { benchTexts } from './texts.ts'
import { benchUserList } from './user-list.ts'

/**
 * The figures of the product, on this machine: `npm run bench`, or `npm run bench -- list sign-in bulk handling calls messages texts large imports customers embedded browser`
 * for some of them. Load goes to loopback only and stops by itself.
 */
const wanted = new Set(process.argv.slice(2))
const wants = (part: string) => wanted.size === 0 || wanted.has(part)
const seconds = Number(process.env.BENCH_SECONDS ?? 10)

async function onPostgres(): Promise<void> {
  const postgres = await startThrowawayPostgres({ durable: true })
  try {
    const env = { DATABASE_URL: postgres.url, DATA_DIR: await mkdtemp(join(tmpdir(), 'osw-bench-')) }
    const seeded = await seed(env, 1, 10_000, wants('handling') ? 200_000 : 0)
    const product = await startProduct(env)
    const small = wants('list') || wants('large') ? await benchUserList(product, seeded, seconds) : undefined
    if (wants('sign-in')) await benchSignIns(product, seeded, seconds)
    if (wants('bulk')) await benchBulk(product, postgres.url, seeded)
    if (wants('handling')) await benchCallHandling(product, seeded, seconds)
    if (wants('live')) await benchLive(product, seeded)
    note('server memory at the end', `${await product.memory()} MB`, '< 250 MB', (await product.memory()) < 250)
    await product.stop()
    if (wants('large') && small) {
      await seed(env, 2_000, 990_000)
      const large = await startProduct(env)
      process.stdout.write('\nThe same company among 1,000,000 lines in 2,000 companies:\n')
      const { firstPage } = await benchUserList(large, seeded, seconds)
      const ratio = Math.round((small.firstPage / firstPage) * 100) / 100
      note('1,000,000 lines in 2,000 companies', `${ratio} times slower`, 'at most 1.5 times', ratio <= 1.5)
      await large.stop()
    }
    await rm(env.DATA_DIR, { recursive: true, force: true })
  } finally {
    await postgres.stop()
  }
}

/** The provider's view of everything there is. `BENCH_CUSTOMERS` makes fewer, of fifty lines each. */
async function onManyCustomers(): Promise<void> {
  const customers = Number(process.env.BENCH_CUSTOMERS ?? 20_000)
  const postgres = await startThrowawayPostgres({ durable: true })
  try {
    const env = { DATABASE_URL: postgres.url, DATA_DIR: await mkdtemp(join(tmpdir(), 'osw-bench-')) }
    await seed(env, customers, customers * 50)
    const product = await startProduct(env)
    await benchCustomers(product, env, { customers, lines: customers * 50, seconds })
    await product.stop()
    await rm(env.DATA_DIR, { recursive: true, force: true })
  } finally {
    await postgres.stop()
  }
}

async function onTheEmbeddedDatabase(): Promise<void> {
  const env = { DATA_DIR: await mkdtemp(join(tmpdir(), 'osw-bench-')) }
  const seeded = await seed(env, 1, 10_000)
  const product = await startProduct(env)
  process.stdout.write('\nOn the embedded database:\n')
  const { firstPage } = await benchUserList(product, seeded, seconds)
  note('embedded database, first page', `${firstPage}/s`, '>= 150/s', firstPage >= 150)
  await product.stop()
  await rm(env.DATA_DIR, { recursive: true, force: true })
}

if (wants('list') || wants('sign-in') || wants('bulk') || wants('handling') || wants('live') || wants('large'))
  await onPostgres()
if (wants('calls')) await benchCalls(seconds)
if (wants('messages')) await benchRecordings(seconds)
if (wants('texts')) await benchTexts()
if (wants('imports')) await benchImports()
if (wants('customers')) await onManyCustomers()
if (wants('embedded')) await onTheEmbeddedDatabase()
if (wants('browser')) await benchBrowser()
printReport()
process.exitCode = missed() ? 1 : 0
