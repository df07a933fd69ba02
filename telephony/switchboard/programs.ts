import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type KamailioSurroundings, kamailioConfiguration } from '../kamailio/configuration.ts'
import type { Rpc } from '../kamailio/rpc.ts'
import { tableFile, tableNames, versionFile } from '../kamailio/tables.ts'
import { trunkRegistrations } from '../kamailio/trunk-registrations.ts'
import type { MediaEnvironment } from '../media-service.ts'
import type { OutsideWorldEnvironment } from '../outside-world/config.ts'
import type { Program } from './child.ts'
import { relayAnswers, sipAnswers } from './health-checks.ts'
import { createLoad } from './load.ts'
import type { Published } from './published.ts'
import { storeEnvironment } from './registration-store.ts'
import type { SwitchboardSettings } from './settings.ts'
import { type Account, unprivilegedAccount } from './unprivileged.ts'

/** The programs of the switchboard: how each is started, and how one sees that it answers. */
export type Surroundings = Omit<KamailioSurroundings, 'challenged'> & {
  readonly settings: SwitchboardSettings
  /** Theirs alone: configuration and what they write. Gone when we stop. */
  readonly runDirectory: string
  readonly spool: string
  readonly account: Account | undefined
}

export function relay({ settings, addresses, ports, runDirectory, account }: Surroundings): Program {
  const [first, last] = settings.rtpPorts
  return {
    name: 'rtpengine',
    command: 'rtpengine',
    // delete-delay 0: the default holds a call's ports for 30 s more, and they run out (spec/telephony 6).
    args: [
      ...['--config-file=none', '--foreground', '--log-stderr', '--log-level=4', '--table=-1', '--num-threads=2'],
      ...['--delete-delay=0', '--timeout=60', '--silent-timeout=7200', '--dtls-passive'],
      ...addresses.map((address) => `--interface=phones/${address}`),
      ...[`--listen-ng=127.0.0.1:${ports.ng}`, `--port-min=${first}`, `--port-max=${last}`],
    ],
    directory: runDirectory,
    account,
    answers: () => relayAnswers(ports.ng),
  }
}

export function sipServer(around: Surroundings, published: Published, rpc: Rpc): Program {
  const { settings, addresses, ports, runDirectory, account, usrlocUrl, secrets } = around
  const configuration = join(runDirectory, 'kamailio.cfg')
  const load = createLoad((over) => rpc('pv.shvSet', 'overloaded', 'int', over ? 1 : 0))
  const give = (file: string, text: string) => {
    writeFileSync(file, text, { mode: 0o600 })
    if (account) chownSync(file, account.uid, account.gid)
  }
  return {
    name: 'kamailio',
    command: 'kamailio',
    // -DD: stays in the foreground yet forks its workers.
    args: [
      ...['-DD', '-E', '-f', configuration, '-Y', runDirectory, '-P', join(runDirectory, 'kamailio.pid')],
      ...['-m', '512', '-M', '8', '-x', 'fm', '-X', 'fm', '-b', '4194304'],
    ],
    env: usrlocUrl ? storeEnvironment : {},
    directory: runDirectory,
    account,
    prepare: async () => {
      load.forget()
      // It asks for the relay once at its start, and would do without it for the first calls.
      for (let tries = 0; tries < 100 && !(await relayAnswers(ports.ng)); tries += 1) await wait(30)
      give(
        configuration,
        kamailioConfiguration(settings, { ...around, challenged: mayBeChallenged(around, published) }),
      )
      mkdirSync(tablesDirectory(runDirectory), { recursive: true })
      if (account) chownSync(tablesDirectory(runDirectory), account.uid, account.gid)
      give(join(tablesDirectory(runDirectory), 'version'), versionFile())
      for (const name of tableNames) give(join(tablesDirectory(runDirectory), name), tableFile(published.tables[name]))
      give(join(tablesDirectory(runDirectory), 'uacreg'), trunkRegistrations(published.trunks))
    },
    // Both of its halves: UDP workers, and TCP with the commands, which begin a moment later.
    answers: async () => {
      const sip = await sipAnswers(addresses[0] ?? '127.0.0.1', settings.sip.port, secrets.health)
      // Commands come another way than calls: they are heard while the workers do not keep up.
      const alive = (await rpc('core.version')) !== undefined
      await load.hear(sip)
      return sip && alive
    },
    silenceAllowed: 10_000,
  }
}

/**
 * Whether Kamailio is to be able to answer a provider's challenge: read when it starts. Where registrations are in memory
 * alone it always is, because starting again for a new provider would lose the phones.
 */
export const mayBeChallenged = (
  { usrlocUrl }: Pick<Surroundings, 'usrlocUrl'>,
  { trunks }: Pick<Published, 'trunks'>,
) => usrlocUrl === null || trunks.some(({ registration }) => registration !== null)

export const tablesDirectory = (runDirectory: string): string => join(runDirectory, 'tables')

export function mediaApplication({ settings, addresses, spool, secrets, account }: Surroundings): Program {
  const address = addresses[0] ?? '127.0.0.1'
  const host = address.includes(':') ? `[${address}]` : address
  const env: MediaEnvironment = {
    MEDIA_SIP: `ws://${host}:${settings.sip.wsPort}`,
    MEDIA_SECRET: secrets.media,
    MEDIA_ADDRESS: address,
    MEDIA_RTP_PORTS: settings.mediaRtpPorts.join('-'),
    MEDIA_SPOOL: spool,
    RUN_AS: account ? unprivilegedAccount : '',
  }
  return ours('media', 'media/main.ts', env, spool)
}

/** The demo's outside world: a peer with a few numbers (`telephony/outside-world`). */
export function outsideWorld({ settings, addresses, runDirectory, account }: Surroundings): Program {
  const address = addresses[0] ?? '127.0.0.1'
  const host = address.includes(':') ? `[${address}]` : address
  const env: OutsideWorldEnvironment = {
    WORLD_ADDRESS: address,
    WORLD_PORT: String(settings.outsideWorldPort),
    WORLD_SWITCHBOARD: `${host}:${settings.sip.port}`,
    RUN_AS: account ? unprivilegedAccount : '',
  }
  return ours('outside-world', 'outside-world/main.ts', env, runDirectory)
}

/** Our own programs read their source first, which may lie where only root may read, and drop privileges then. */
function ours(name: string, main: string, env: Record<string, string>, directory: string): Program {
  return {
    name,
    command: process.execPath,
    args: ['--max-old-space-size=128', join(import.meta.dirname, '..', main)],
    env,
    directory,
    account: undefined,
    // They end by themselves when they cannot serve; what they do is checked by calling them.
    answers: async () => true,
  }
}
