import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineHealth, SipUser } from '../call-engine.ts'
import { toEvent } from '../kamailio/from-kamailio.ts'
import { readRegistrations } from '../kamailio/registrations.ts'
import { createRpc, RpcRefused } from '../kamailio/rpc.ts'
import { type TableName, tableFile, tableNames } from '../kamailio/tables.ts'
import { changeTrunkRegistrations } from '../kamailio/trunk-registrations.ts'
import { ownCertificate } from './certificate.ts'
import { type Child, createChild } from './child.ts'
import { type Door, openDoor, type PortalLink } from './door.ts'
import { listenForEvents } from './event-listener.ts'
import { freePort, hasAddress } from './ports.ts'
import {
  mayBeChallenged,
  mediaApplication,
  outsideWorld,
  relay,
  type Surroundings,
  sipServer,
  tablesDirectory,
} from './programs.ts'
import { type Asked, protocolVersion } from './protocol.ts'
import { type Change, openPublished } from './published.ts'
import { createRecentRegistrations } from './recent-registrations.ts'
import { openRegistrationStore, storedRegistrations } from './registration-store.ts'
import type { SwitchboardSettings } from './settings.ts'
import { openSpool } from './spool.ts'
import { type KeptState, socketPath, writeState } from './state.ts'
import { createTelling } from './telling.ts'
import { accountToBecome } from './unprivileged.ts'

/** The supervisor: rtpengine, Kamailio, the media application, the demo's outside world, and the portals' door. */
export async function openSwitchboard(
  settings: SwitchboardSettings,
  fingerprint: string,
): Promise<{ stop(): Promise<unknown> }> {
  const { directory } = settings
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const output = openLog(join(directory, 'log'))
  const log = (text: string) => void writeSync(output, `${new Date().toISOString()} switchboard: ${text}\n`)
  const account = accountToBecome()
  const runDirectory = mkdtempSync(join(tmpdir(), 'office-smart-switchboard-'))
  const spool = openSpool(directory)
  if (account) for (const place of [runDirectory, spool]) chownSync(place, account.uid, account.gid)

  const addresses: string[] = []
  for (const address of settings.sip.addresses) if (await hasAddress(address)) addresses.push(address)
  const secret = () => randomBytes(24).toString('hex')
  const secrets = {
    evapi: secret(),
    rpc: secret(),
    nonce: secret(),
    route: keptSecret(directory),
    media: secret(),
    health: secret(),
  }
  const ports = { rpc: await freePort(), evapi: await freePort(), ng: await freePort(), events: await freePort() }
  const rpc = createRpc(ports.rpc, secrets.rpc)
  const published = await openPublished(directory)
  const around: Surroundings = {
    ...{ settings, addresses, ports, secrets, runDirectory, spool, account },
    tablesDirectory: tablesDirectory(runDirectory),
    tls: await readableCertificate(),
    usrlocUrl: settings.databaseUrl
      ? await openRegistrationStore(settings.databaseUrl).catch((error: unknown) => {
          log(`registrations stay in memory: ${String(error)}`)
          return null
        })
      : null,
  }

  async function readableCertificate() {
    const own = settings.tls ?? (await ownCertificate(directory, addresses).catch(() => undefined))
    if (!own) return null
    const give = (name: string, from: string) => {
      const file = join(runDirectory, name)
      writeFileSync(file, readFileSync(from), { mode: 0o600 })
      if (account) chownSync(file, account.uid, account.gid)
      return file
    }
    return { certificate: give('certificate.pem', own.certificate), key: give('key.pem', own.key) }
  }

  // ── events: Kamailio → journal → a portal; what a call is about comes from the portal that decided it ──
  let door: Door | undefined
  const telling = createTelling({
    file: join(directory, 'events.ndjson'),
    spool,
    links: () => [...(door?.links ?? [])],
    log,
  })
  const events = await listenForEvents(ports.events, secrets.evapi, (lines) => {
    telling.add(lines)
    for (const line of lines) if (line.includes('registered"')) noteRegistration(line)
    void telling.deliver()
  })

  const recent = createRecentRegistrations()
  const noteRegistration = (line: string) => {
    const event = toEvent(line)
    if (event) recent.hear(event)
  }

  // ── the programs ──
  let refreshing: Promise<unknown> = Promise.resolve()
  const programs = [
    relay(around),
    sipServer(around, published, rpc),
    mediaApplication(around),
    ...(settings.outsideWorldPort === null ? [] : [outsideWorld(around)]),
  ]
  const children: Child[] = programs.map((program) => createChild(program, { changed, log }, output))
  let health: EngineHealth = { state: 'starting' }

  function changed(): void {
    const states = children.slice(0, 2).map((child) => child.state())
    const next = states.every((state) => state === 'serving')
      ? 'serving'
      : states.includes('restarting')
        ? 'restarting'
        : 'starting'
    keepState()
    void inTurn(catchUp).catch((error: unknown) => log(`not caught up: ${String(error)}`))
    if (health.state === next) return
    health = { state: next }
    log(next)
    for (const link of door?.links ?? []) link.tell({ tell: 'health', health })
  }
  /** Who took our directory away must not end the calls too. */
  function keepState(): void {
    try {
      writeState(directory, keptState())
    } catch (error) {
      log(String(error))
    }
  }
  const keptState = (): KeptState => ({
    pid: process.pid,
    socket: socketPath(directory),
    runDirectory,
    groups: children.flatMap((child) => child.group() ?? []),
  })

  const sipServes = () => children[1]?.state() === 'serving'
  /** Something was published while the SIP server was not there to take it: perhaps after it had read its files. */
  let late = false

  async function catchUp(): Promise<void> {
    if (!late || !sipServes()) return
    for (const table of tableNames) await reload(table)
    await changeTrunkRegistrations(rpc, [], published.trunks)
    late = false
  }

  async function reload(table: TableName): Promise<void> {
    writeFileSync(join(around.tablesDirectory, table), tableFile(published.tables[table]))
    await rpc('htable.reload', table)
  }

  /** Few changes one by one, many by reading the files again. */
  async function apply(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return
    if (!sipServes()) {
      late = true
      return
    }
    if (changes.length > 40) {
      for (const table of new Set(changes.map((change) => change.table))) await reload(table)
      return
    }
    for (const { table, key, value } of changes) {
      if (value === undefined) await rpc('htable.delete', table, key).catch(ignoreRefusal)
      else await rpc('htable.sets', table, key, value)
    }
  }

  // ── what portals ask ──
  const leaving = new WeakSet<PortalLink>()
  async function answer(asked: Asked, link: PortalLink) {
    switch (asked.ask) {
      case 'hello':
        return {
          settings: fingerprint,
          protocol: protocolVersion,
          pid: process.pid,
          health,
          decisions: { port: ports.evapi, secret: secrets.evapi },
        }
      case 'lines':
        return inTurn(() => apply(published.addLines(asked.lines)))
      case 'trunks':
        return inTurn(async () => {
          const before = published.trunks
          const couldAnswer = mayBeChallenged(around, published)
          await apply(await published.setTrunks(asked.trunks))
          // The first provider with an account: calls that are up go on, registrations are in the database.
          if (!couldAnswer && mayBeChallenged(around, published)) {
            late = true
            children[1]?.again()
            return
          }
          if (!sipServes()) return
          await changeTrunkRegistrations(rpc, before, asked.trunks)
        })
      case 'forget':
        await forget(asked.user)
        return null
      case 'registrations':
        if (around.usrlocUrl === null) return readRegistrations(await rpc('ul.dump').catch(emptyWhenRefused))
        return recent.over(await storedRegistrations(settings.databaseUrl ?? ''))
      case 'hang-up':
        await hangUp(asked.callId)
        return null
      case 'stop': {
        leaving.add(link)
        const last = [...(door?.links ?? [])].every((other) => leaving.has(other))
        if (last) setImmediate(() => void stop())
        return last
      }
    }
  }

  function inTurn(work: () => Promise<void>): Promise<null> {
    const done = refreshing.then(work)
    refreshing = done.catch(() => undefined)
    return done.then(() => null)
  }

  async function forget({ user, domain }: SipUser): Promise<void> {
    await rpc('htable.delete', 'ha1', `${user}@${domain}`).catch(ignoreRefusal)
    await rpc('ul.rm', 'location', `${user}@${domain}`).catch(ignoreRefusal)
  }

  async function hangUp(callId: string): Promise<void> {
    const entry = await rpc<{ item?: { value?: string } }>('htable.get', 'calls', callId).catch(emptyWhenRefused)
    const [place, id] = String((entry as { item?: { value?: string } }).item?.value ?? '').split(':')
    if (place && id) await rpc('dlg.end_dlg', Number(place), Number(id)).catch(ignoreRefusal)
  }

  // ── life without a portal ──
  let lonely: NodeJS.Timeout | undefined
  function portalsChanged(): void {
    clearTimeout(lonely)
    void telling.deliver()
    if (door && door.links.size === 0) {
      lonely = setTimeout(() => {
        log(`no portal for ${settings.grace} s`)
        void stop()
      }, settings.grace * 1_000)
    }
  }

  let stopping: Promise<unknown> | undefined
  function stop(): Promise<unknown> {
    stopping ??= (async () => {
      telling.hurry()
      clearTimeout(lonely)
      // Who talks to the SIP server says goodbye while it is there; its last events still find the listener and the portal.
      await Promise.all(children.slice(2).map((child) => child.stop()))
      await Promise.all(children.slice(0, 2).map((child) => child.stop()))
      await telling.deliver()
      await events.close()
      telling.close()
      rmSync(runDirectory, { recursive: true, force: true })
      published.flush()
      await door?.close()
      writeState(directory, undefined)
      log('stopped')
      closeSync(output)
    })()
      .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
      // Whatever is left to tidy up, for instance where somebody has taken our directory away: it ends.
      .finally(() => process.exit(0))
    return stopping
  }

  door = await openDoor(socketPath(directory), answer, telling.remember, portalsChanged)
  writeState(directory, keptState())
  portalsChanged()
  for (const child of children) child.start()
  return { stop }
}

const ignoreRefusal = (error: unknown): void => {
  if (!(error instanceof RpcRefused)) throw error
}
const emptyWhenRefused = (error: unknown): object => {
  ignoreRefusal(error)
  return {}
}

function openLog(file: string): number {
  const descriptor = openSync(file, 'a', 0o600)
  if (statSync(file).size > 10_000_000) truncateSync(file, 0)
  return descriptor
}

/** Signs the routes of running calls: the same after a restart, or their BYE would be refused. */
function keptSecret(directory: string): string {
  const file = join(directory, 'route-secret')
  try {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch {
    // made at an earlier start
  }
  return readFileSync(file, 'utf8')
}
