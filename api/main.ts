import { createInterface } from 'node:readline'
import { buildHouse, buildServer } from './build.ts'
import { createPortalSide } from './call-handling/portal-side.ts'
import { startWatchingCalls } from './call-limits/watch-calls.ts'
import { ConfigError, readConfig } from './config.ts'
import { announce } from './demo/announce.ts'
import { openDemo } from './demo/open-demo.ts'
import { startDueWork } from './due-work/index.ts'
import { jobsOnManyLines } from './first-access/due-jobs.ts'
import { listenForMetrics } from './http/health.ts'
import { ensureWebBuilt } from './http/web-build.ts'
import { startAuditChaining } from './provider/chain-audit.ts'
import { serveCalls } from './switchboard/serve-calls.ts'
import { spoolOf } from './switchboard/settings.ts'

/** The start button: configuration → parts → listen → stop cleanly. */
async function main(): Promise<void> {
  const json = process.argv.includes('--json')
  // The machine-readable line must stand alone on standard output.
  const config = readConfig({ LOG_LEVEL: json ? 'silent' : undefined, ...process.env })
  await ensureWebBuilt()
  const house = await buildHouse(config)
  const { app } = await buildServer(house)
  await app.listen({ host: config.host, port: config.port })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  config.publicUrl ??= `http://${config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
  const demo = config.demo ? await openDemo(house) : undefined
  house.outbox.start()
  await house.live.start()
  await house.facts.start()
  const calls = config.telephony.on ? serveCalls(house, createPortalSide(house, spoolOf(config))) : undefined
  const watch = calls && startWatchingCalls(house)
  const dueWork = startDueWork(house, [jobsOnManyLines(house)])
  const chaining = startAuditChaining(house)
  const stopMetrics = config.metricsPort === undefined ? undefined : await listenForMetrics(house, config.metricsPort)
  announce({ json, config, demo })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await app.close()
    await watch?.stop()
    await calls?.stop()
    await dueWork.stop()
    await chaining.stop()
    await stopMetrics?.()
    await house.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // A script that drives the demo may simply close our standard input.
  if (process.env.STOP_WITH_STDIN === 'on') createInterface({ input: process.stdin }).on('close', stop)
}

const databaseReasons = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000']

/** The usual reasons for not starting in a sentence; any other with its stack, for whoever mends it. */
function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const { code = '', message, stack } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE' || code === 'EACCES') return `PORT: cannot be listened on (${message})`
  if (databaseReasons.includes(code)) return `DATABASE_URL: the database does not let us in (${message})`
  if (/is in use by another process$/.test(message)) return `DATA_DIR: ${message}`
  return stack ?? String(error)
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`)
  process.exit(1)
})
