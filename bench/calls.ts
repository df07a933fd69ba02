import { execFile, spawn } from 'node:child_process'
import { globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { startThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { freePort } from '#telephony/switchboard/ports.ts'
import { readState } from '#telephony/switchboard/state.ts'
import { type Product, seed, startProduct } from './product.ts'
import { note } from './report.ts'
import { callee, caller, registration } from './sipp-scenarios.ts'

/**
 * Calls as they come from a provider: SIPp calls numbers of 10,000 lines at random, the portal decides each one from its
 * database and keeps what became of it, SIPp's other self answers at the lines' registered phones. On loopback.
 */
const lines = Number(process.env.BENCH_LINES ?? 10_000)
const secret = 'segreto-delle-misure'

type Ground = {
  readonly directory: string
  readonly sip: number
  readonly phones: number
  readonly trunk: number
  readonly product: Product
  readonly switchboard: string
  /** The parent of every process of the database. */
  readonly postmaster: number
}

export async function benchCalls(seconds: number): Promise<void> {
  const postgres = await startThrowawayPostgres({ durable: true })
  const directory = await mkdtemp(join(tmpdir(), 'osw-calls-'))
  try {
    const [sip, tls, ws, wss, trunk, phones] = await Promise.all(Array.from({ length: 6 }, () => freePort()))
    const env = {
      ...{ DATABASE_URL: postgres.url, DATA_DIR: directory, TELEPHONY: 'on', SIP_ADDRESSES: '127.0.0.1' },
      ...{ SIP_PORT: String(sip), SIP_TLS_PORT: String(tls), SIP_WS_PORT: String(ws), SIP_WSS_PORT: String(wss) },
      ...{ TRUNKS: `sip:127.0.0.1:${trunk}`, RTP_PORTS: '10000-24999', SWITCHBOARD_GRACE: '5' },
    }
    const seeded = await seed(env, 1, lines, 0, ['--phones', secret])
    const rows = seeded.phones.map(({ user, domain, number }) =>
      [user, domain, `[authentication username=${user} password=${secret}]`, number].join(';'),
    )
    writeFileSync(join(directory, 'in-order.csv'), `SEQUENTIAL\n${rows.join('\n')}\n`)
    writeFileSync(join(directory, 'at-random.csv'), `RANDOM\n${rows.join('\n')}\n`)
    const product = await startProduct(env)
    const switchboard = join(directory, 'switchboard')
    const postmaster = await postmasterOf(postgres.url)
    const ground: Ground = { directory, sip: sip!, phones: phones!, trunk: trunk!, product, switchboard, postmaster }
    await serving(switchboard)
    await benchRegistrations(ground)
    await warmUp(ground)
    await likeAutovacuum(postgres.url)
    await benchCallRates(ground, seconds)
    const memory = memoryOf(ground)
    note('Kamailio and portal, memory', `${memory} MB`, '< 800 MB', memory < 800)
    await product.stop()
  } finally {
    if (!process.env.BENCH_KEEP) await rm(directory, { recursive: true, force: true })
    await postgres.stop()
  }
}

/** Other clusters of this machine are none of ours. */
async function postmasterOf(url: string): Promise<number> {
  const client = new Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return Number(readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } finally {
    await client.end()
  }
}

async function serving(switchboard: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((readState(switchboard)?.groups.length ?? 0) >= 3) return wait(2_000)
    await wait(100)
  }
  throw new Error('Calls are not served')
}

async function benchRegistrations(ground: Ground): Promise<void> {
  for (const [what, rate, asked] of [
    ['first registrations of all phones', 700, 500],
    ['registrations refreshed', 2_500, 2_000],
  ] as const) {
    const began = performance.now()
    const { failed } = await sipp(ground, registration(ground.phones), {
      ...{ rate, calls: lines, port: ground.phones, file: 'in-order.csv' },
    })
    const perSecond = Math.round(lines / ((performance.now() - began) / 1_000))
    note(what, `${perSecond}/s, ${failed} failed`, `>= ${asked}/s`, perSecond >= asked && failed === 0)
  }
}

async function benchCallRates(ground: Ground, seconds: number): Promise<void> {
  const runs = [
    { rate: 1_000, sound: false, during: seconds, p99: 20 },
    { rate: 1_500, sound: false, during: Math.max(seconds, Number(process.env.BENCH_CALL_SECONDS ?? 30)) },
    { rate: 800, sound: true, during: seconds },
  ]
  for (const { rate: full, sound, during, p99 } of runs) {
    const rate = Math.min(full, Number(process.env.BENCH_CALL_RATE ?? full))
    await settled(ground)
    const answering = await startPhones(ground, sound)
    const before = cpuOf(ground)
    const calls = rate * during
    const { failed, delays } = await sipp(ground, caller({ sound }), {
      ...{ rate, calls, port: ground.trunk, file: 'at-random.csv' },
    })
    answering.kill('SIGKILL')
    const perCall = (ms: number) => Math.round((ms / calls) * 1_000) / 1_000
    const after = cpuOf(ground)
    const parts = Object.keys(after).map((name) => `${name} ${perCall((after[name] ?? 0) - (before[name] ?? 0))}`)
    const cpu = perCall(sumOf(after) - sumOf(before))
    const late = delays[Math.floor(delays.length * 0.99)] ?? Number.NaN
    const what = `${rate} calls/s for ${during} s${sound ? ', sound through rtpengine' : ''}`
    note(`${what}, failed`, String(failed), '0', failed === 0)
    if (p99) note(`${what}, INVITE to 180, p99`, `${late} ms`, `< ${p99} ms`, late < p99)
    if (!sound) note(`${what}, CPU in all`, `${cpu} ms a call (${parts.join(', ')})`, '< 0.8 ms', cpu < 0.8)
  }
}

/** A portal that was started a moment ago runs code that is not compiled yet. */
async function warmUp(ground: Ground): Promise<void> {
  await settled(ground)
  const answering = await startPhones(ground, false)
  await sipp(ground, caller({ sound: false }), { rate: 300, calls: 1_500, port: ground.trunk, file: 'at-random.csv' })
  answering.kill('SIGKILL')
}

/** What a database has had after its first minute: until then it plans for tables that are empty. */
async function likeAutovacuum(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

/** What the load before has left is written: journal, registrations, transactions that wait for their repetitions. */
async function settled({ switchboard }: Ground): Promise<void> {
  const journal = join(switchboard, 'events.ndjson')
  for (let tries = 0; tries < 600 && statSync(journal).size > 0; tries++) await wait(100)
  await wait(6_000)
}

async function startPhones({ directory, phones }: Ground, sound: boolean) {
  const file = join(directory, 'callee.xml')
  writeFileSync(file, callee({ sound }))
  const child = spawn(
    'sipp',
    ['-sf', file, '-i', '127.0.0.1', '-p', String(phones), '-nostdin', '-buff_size', '4000000'],
    {
      ...{ cwd: directory, stdio: 'ignore' },
    },
  )
  await wait(500)
  return child
}

type Load = { readonly rate: number; readonly calls: number; readonly port: number; readonly file: string }

/** Runs SIPp to its end: how many failed, and the milliseconds from INVITE to 180 in order. */
async function sipp({ directory, sip }: Ground, scenario: string, { rate, calls, port, file }: Load) {
  const name = `load-${performance.now().toFixed(0)}`
  writeFileSync(join(directory, `${name}.xml`), scenario)
  const words = [
    ...[`127.0.0.1:${sip}`, '-sf', `${name}.xml`, '-inf', file, '-i', '127.0.0.1', '-p', String(port)],
    ...['-r', String(rate), '-m', String(calls), '-l', '100000', '-nostdin', '-buff_size', '4000000'],
    ...['-trace_rtt', '-rtt_freq', '1', '-trace_stat', '-fd', '1', '-timeout', '180', '-recv_timeout', '10000'],
  ]
  await promisify(execFile)('sipp', words, { cwd: directory, maxBuffer: 2 ** 26 }).catch(() => undefined)
  const [stat] = globSync(join(directory, `${name}_*_.csv`))
  const [rtt] = globSync(join(directory, `${name}_*_rtt.csv`))
  const table = stat ? readFileSync(stat, 'utf8').trim().split('\n') : []
  const column = table[0]?.split(';').indexOf('SuccessfulCall(C)') ?? -1
  const succeeded = Number(table.at(-1)?.split(';')[column] ?? 0)
  const delays = (rtt ? readFileSync(rtt, 'utf8').split('\n').slice(1) : [])
    .map((line) => Number(line.split(';')[1]))
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  return { failed: calls - succeeded, delays }
}

/** Every process of portal, switchboard and database. */
function processes({ product, switchboard, postmaster }: Ground): { pid: string; ticks: number; words: string }[] {
  const state = readState(switchboard)
  const own = new Set([product.pid, state?.pid])
  const groups = new Set(state?.groups)
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const [name = '', rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
      const fields = rest.split(' ')
      const ours =
        own.has(Number(pid)) ||
        groups.has(Number(fields[2])) ||
        Number(fields[1]) === postmaster ||
        Number(pid) === postmaster
      if (!ours) return []
      // With what its ended children used: a connection that closes on the way takes its figure along.
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0)
      return [{ pid, ticks, words: name }]
    } catch {
      return []
    }
  })
}

/** Milliseconds of CPU so far, by program; a tick of the kernel is ten. */
function cpuOf(ground: Ground): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { pid, ticks, words } of processes(ground)) {
    const own = Number(pid) === ground.product.pid ? 'portal' : /\((\S+)/.exec(words)?.[1]
    const name = own?.replace(/^(?:MainThread|node).*/, 'switchboard') ?? 'other'
    sums[name] = (sums[name] ?? 0) + ticks * 10
  }
  return sums
}

const sumOf = (sums: Record<string, number>): number => Object.values(sums).reduce((sum, one) => sum + one, 0)

/** Proportional set size: what Kamailio's processes share counts once. */
function memoryOf(ground: Ground): number {
  const kilobytes = processes(ground)
    .filter(({ pid, words }) => words.includes('kamailio') || Number(pid) === ground.product.pid)
    .map(({ pid }) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0))
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1_024)
}
