import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Phones that know nothing of us, from Debian: baresip and linphonec, over UDP. */

export type Account = {
  readonly user: string
  readonly domain: string
  readonly secret: string
  /** UDP port of the switchboard on this machine. */
  readonly port: number
}

export type OtherPhone = { readonly said: () => string; stop(): Promise<void> }

/** Answers by itself and, its ear laid on its mouth (aubridge), says back what it hears. */
export async function baresip(account: Account, own: { sip: number; rtp: number }): Promise<OtherPhone> {
  const directory = await mkdtemp(join(tmpdir(), 'osw-baresip-'))
  const { user, domain, secret, port } = account
  await writeFile(
    join(directory, 'config'),
    [
      'poll_method epoll',
      `sip_listen 127.0.0.1:${own.sip}`,
      'net_interface 127.0.0.1',
      `rtp_ports ${own.rtp}-${own.rtp + 8}`,
      'audio_player aubridge,mouth',
      'audio_source aubridge,mouth',
      'audio_alert aubridge,none',
      'module_path /usr/lib/baresip/modules',
      ...['g711', 'aubridge'].map((name) => `module ${name}.so`),
      ...['account', 'menu'].map((name) => `module_app ${name}.so`),
      '',
    ].join('\n'),
  )
  const parameters = [
    `auth_user=${user}`,
    `auth_pass=${secret}`,
    `outbound="sip:127.0.0.1:${port};transport=udp"`,
    'regint=60',
    'answermode=auto',
    'audio_codecs=PCMA',
  ]
  await writeFile(join(directory, 'accounts'), `<sip:${user}@${domain}>;${parameters.join(';')}\n`)
  await writeFile(join(directory, 'contacts'), '')
  return run('baresip', ['-f', directory], directory)
}

export async function linphone(account: Account, own: { sip: number; rtp: number }): Promise<OtherPhone> {
  const directory = await mkdtemp(join(tmpdir(), 'osw-linphone-'))
  await mkdir(join(directory, '.local/share/linphone'), { recursive: true })
  const { user, domain, secret, port } = account
  await writeFile(
    join(directory, 'linphonerc'),
    [
      '[sip]',
      `sip_port=${own.sip}`,
      'sip_tcp_port=0',
      'sip_tls_port=0',
      'use_ipv6=0',
      'default_proxy=0',
      'bind_address=127.0.0.1',
      '[rtp]',
      `audio_rtp_port=${own.rtp}`,
      '[auth_info_0]',
      `username=${user}`,
      `passwd=${secret}`,
      `realm=${domain}`,
      `domain=${domain}`,
      '[proxy_0]',
      `reg_proxy=<sip:127.0.0.1:${port};transport=udp>`,
      `reg_route=<sip:127.0.0.1:${port};transport=udp;lr>`,
      `reg_identity=sip:${user}@${domain}`,
      'reg_expires=60',
      'reg_sendregister=1',
      'publish=0',
      '',
    ].join('\n'),
  )
  return run('linphonec', ['-c', join(directory, 'linphonerc')], directory)
}

function run(command: string, words: readonly string[], directory: string): OtherPhone {
  const child: ChildProcess = spawn(command, words, {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory, LANG: 'C.UTF-8', TERM: 'dumb' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  return {
    said: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(directory, { recursive: true, force: true })
    },
  }
}
