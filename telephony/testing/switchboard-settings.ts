import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../switchboard/ports.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'
import { freeSoundPorts } from './sound-ports.ts'

/** A switchboard of its own for a test: ports nobody uses, on loopback, ending soon after its portal. */
export async function testSettings(changes: Partial<SwitchboardSettings> = {}): Promise<SwitchboardSettings> {
  return {
    directory: join(mkdtempSync(join(tmpdir(), 'office-smart-calls-')), 'switchboard'),
    sip: {
      addresses: ['127.0.0.1', '::1'],
      port: await freePort(),
      tlsPort: await freePort(),
      wsPort: await freePort(),
      wssPort: await freePort(),
    },
    tls: null,
    rtpPorts: await freeSoundPorts(),
    mediaRtpPorts: [27_000, 28_998],
    databaseUrl: null,
    outsideWorldPort: null,
    grace: 3,
    floodDensity: 100_000,
    wrongPasswords: 1_000,
    ...changes,
  }
}
