import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type EngineLine, EngineMissing, type PortalSide } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import { reconcileRegistrations } from '../phones/note-registrations.ts'
import { allTrunks } from '../provider/trunks.ts'
import { findEngineLines } from './engine-lines.sql.ts'
import { installPackages, mayInstall } from './install-packages.ts'
import { switchboardSettings } from './settings.ts'

/** How often lines and phones are compared with what the engine was told. */
const publishEvery = 15_000
/** After a phone came that the engine was not told of: its emergency calls are to say where it is (TEL-28). */
const publishSoon = 100
/** Lines read and compared together; between them calls are decided, which wait for nobody. */
const perPage = 500
const perMessage = 5_000
const servedWithin = 60_000

/** Starts the engine beside the portal, which serves its pages meanwhile, and keeps it told. */
export function serveCalls(house: House, portal: PortalSide): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const told = new Map<string, string>()
  const phones = new Set<string>()
  /** Something is to be told before the next turn; it may have come while we were telling. */
  let soon = false
  /** Do we know which phones were connected when we came? */
  let met = false

  const watched: PortalSide = {
    ...portal,
    async hear(events) {
      await portal.hear(events)
      const unknown = events.some(
        (event) => event.kind === 'registered' && !phones.has(`${event.user.user}@${event.user.domain}`),
      )
      if (unknown) tellSoon()
    },
  }

  function tellSoon(): void {
    if (soon) return
    soon = true
    // Telling now, perhaps of what was read before this: told again as soon as that is done.
    if (timer === undefined) return
    clearTimeout(timer)
    timer = setTimeout(publish, publishSoon)
  }

  async function start(): Promise<void> {
    const late = setTimeout(() => {
      if (stopped || house.engine.health().state === 'missing') return
      const log = join(switchboardSettings(house.config).directory, 'log')
      house.log.error({ log, state: house.engine.health().state }, 'calls are not served yet: is a port taken?')
    }, servedWithin).unref()
    try {
      await house.engine.start(watched)
    } catch (error) {
      if (!(error instanceof EngineMissing) || !mayInstall()) throw error
      house.log.info({ packages: error.packages }, 'installing what calls need')
      await installPackages(error.packages)
      await house.engine.start(watched)
    }
    clearTimeout(late)
    if (stopped) return
    await tellTrunks()
    house.facts.onTrunks(() => void tellTrunks())
    // A site's address is what 112 is told; an extension is what rings when no portal is there.
    house.facts.onCompanies(tellSoon)
    house.log.info('calls are served')
    await publish()
  }

  async function tellTrunks(): Promise<void> {
    try {
      if (!stopped) await house.engine.setTrunks(await allTrunks(house))
    } catch (error) {
      house.log.error({ error: String(error) }, 'trunks not published')
    }
  }

  /** Lines whose entry differs from what was told before. A line that is gone has no phones any more. */
  async function publish(): Promise<void> {
    timer = undefined
    soon = false
    try {
      if (!met) await reconcileRegistrations(house, await house.engine.registrations())
      met = true
      const fresh: EngineLine[] = []
      for (let after: string | undefined = ''; after !== undefined && !stopped; ) {
        const page = await engineLines(house, after)
        fresh.push(...page.lines.filter((line) => told.get(line.number) !== markOf(line)))
        after = page.last
      }
      for (let i = 0; i < fresh.length; i += perMessage) {
        const some = fresh.slice(i, i + perMessage)
        await house.engine.publishLines(some)
        for (const line of some) {
          told.set(line.number, markOf(line))
          for (const user of line.devices) phones.add(`${user}@${line.domain}`)
        }
      }
    } catch (error) {
      // Told again at the next turn; calls are decided by us anyway as long as we are here.
      house.log.warn({ error: String(error) }, 'lines not published')
    }
    if (!stopped) timer = setTimeout(publish, soon ? publishSoon : publishEvery)
  }

  start().catch((error: unknown) => {
    const health = house.engine.health()
    const mend = health.state === 'missing' ? { packages: health.packages, command: health.command } : {}
    house.log.error({ ...mend, error: String(error) }, 'calls are not served')
  })
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await house.engine.stop()
    },
  }
}

/** The next lines, and the number of the last of them; undefined when no more come. */
async function engineLines(house: House, after: string): Promise<{ lines: EngineLine[]; last: string | undefined }> {
  const rows = await house.cellar.asService((trx) => findEngineLines(trx, after, perPage), { readOnly: true })
  const lines = rows.map(({ site, company, site_number, site_location, ...line }) => ({
    ...line,
    emergency: { number: site_number ?? line.number, location: site_location || `${company}, ${site}` },
  }))
  return { lines, last: rows.length < perPage ? undefined : rows.at(-1)?.number }
}

const markOf = (line: object): string => createHash('md5').update(JSON.stringify(line)).digest('base64')
