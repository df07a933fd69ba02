import { join } from 'node:path'
import type { Trunk } from '#telephony/call-engine.ts'
import { defaultPorts, type SwitchboardSettings } from '#telephony/switchboard/settings.ts'
import type { Config } from '../config.ts'

/** The environment in the switchboard's words. */
export function switchboardSettings(config: Config): SwitchboardSettings {
  const { telephony, sip } = config
  return {
    directory: join(config.dataDirectory, 'switchboard'),
    sip: {
      addresses: telephony.addresses,
      port: sip.port,
      tlsPort: sip.tlsPort,
      wsPort: telephony.wsPort,
      wssPort: telephony.wssPort,
    },
    tls: telephony.tls,
    rtpPorts: telephony.rtpPorts,
    mediaRtpPorts: [...defaultPorts.mediaRtp],
    databaseUrl: config.databaseUrl ?? null,
    outsideWorldPort: config.demo ? telephony.outsideWorldPort : null,
    grace: telephony.grace,
    // Loopback is one address for a whole demo, and for all its tests.
    floodDensity: config.demo ? 20_000 : 400,
    wrongPasswords: config.demo ? 1_000 : 50,
  }
}

/** Where the engine leaves recordings until a mailbox has them. */
export const spoolOf = (config: Config): string => join(switchboardSettings(config).directory, 'spool')

/** The providers that were set, or in a demo without one its own outside world. */
export function trunksOf(config: Config): readonly Trunk[] {
  if (config.telephony.trunks.length > 0 || !config.demo) return config.telephony.trunks
  const [host = '127.0.0.1'] = config.telephony.addresses
  const { outsideWorldPort: port } = config.telephony
  return [{ id: 'outside-world', name: 'Mondo esterno', host, port, transport: 'udp', registration: null, priority: 0 }]
}
