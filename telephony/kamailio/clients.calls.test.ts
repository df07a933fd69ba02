import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createScriptedPortal } from '../call-engine.promise.ts'
import type { CallEngine } from '../call-engine.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { createKamailioEngine } from './engine.ts'

/** Phones that other people wrote, as Debian brings them, register with what the portal shows. */

const domain = 'promessa.localhost'
let settings: SwitchboardSettings
let engine: CallEngine
const homes: string[] = []
const phones: ChildProcess[] = []

beforeAll(async () => {
  settings = await testSettings()
  engine = createKamailioEngine(settings)
  await engine.start(createScriptedPortal().side)
})
afterAll(async () => {
  for (const phone of phones) phone.kill('SIGKILL')
  await engine.stop()
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'office-smart-phone-'))
  homes.push(home)
  return home
}

async function end(phone: ChildProcess): Promise<void> {
  const gone = once(phone, 'exit')
  phone.kill('SIGKILL')
  await gone
}

const registered = (user: string) =>
  vi.waitFor(
    async () => {
      const found = (await engine.registrations()).find((one) => one.user.user === user)
      expect(found).toBeDefined()
      return found
    },
    { timeout: 20_000, interval: 100 },
  )

test.each([
  ['udp', 'port', '101-1'],
  ['tcp', 'port', '102-1'],
  ['tls', 'tlsPort', '103-1'],
] as const)('baresip over %s', async (transport, port, user) => {
  const home = newHome()
  const modules = ['account.so', 'g711.so', 'uuid.so', 'stdio.so', 'menu.so']
  const config = ['module_path /usr/lib/baresip/modules', 'sip_verify_server no', 'audio_player aubridge,nil']
  writeFileSync(join(home, 'config'), `${[...config, ...modules.map((name) => `module ${name}`)].join('\n')}\n`)
  writeFileSync(
    join(home, 'accounts'),
    `<sip:${user}@${domain}>;auth_user=${user};auth_pass=segreto-${user};regint=60;outbound="sip:127.0.0.1:${settings.sip[port]};transport=${transport}"\n`,
  )
  const phone = spawn('baresip', ['-f', home], { stdio: 'ignore' })
  phones.push(phone)
  expect(await registered(user)).toMatchObject({ transport, userAgent: expect.stringContaining('baresip') })
  await end(phone)
})

test('linphone over TCP', async () => {
  const home = newHome()
  const user = '104-1'
  // It refuses to begin without.
  mkdirSync(join(home, '.local/share/linphone'), { recursive: true })
  const proxy = `<sip:127.0.0.1:${settings.sip.port};transport=tcp>`
  writeFileSync(
    join(home, 'linphonerc'),
    [
      '[sip]',
      'default_proxy=0',
      'sip_port=-1',
      'sip_tcp_port=-1',
      'sip_tls_port=-1',
      '[auth_info_0]',
      ...[`username=${user}`, `passwd=segreto-${user}`, `realm=${domain}`, `domain=${domain}`],
      '[proxy_0]',
      ...[`reg_proxy=${proxy}`, `reg_route=${proxy}`, `reg_identity=sip:${user}@${domain}`, 'reg_expires=120'],
      ...['reg_sendregister=1', 'publish=0'],
      '',
    ].join('\n'),
  )
  const phone = spawn('linphonec', ['-c', join(home, 'linphonerc')], {
    env: { ...process.env, HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  phones.push(phone)
  expect(await registered(user)).toMatchObject({ userAgent: expect.stringMatching(/linphone/i) })
  await end(phone)
})
