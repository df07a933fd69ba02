import { globSync } from 'node:fs'

/** Debian's packages for calls, and a file that tells whether each is installed. */
export const callPackages: Readonly<Record<string, string>> = {
  kamailio: '/usr/sbin/kamailio',
  'kamailio-extra-modules': '/usr/lib/*/kamailio/modules/evapi.so',
  'kamailio-postgres-modules': '/usr/lib/*/kamailio/modules/db_postgres.so',
  'kamailio-tls-modules': '/usr/lib/*/kamailio/modules/tls.so',
  'kamailio-utils-modules': '/usr/lib/*/kamailio/modules/http_client.so',
  'kamailio-websocket-modules': '/usr/lib/*/kamailio/modules/websocket.so',
  'rtpengine-daemon': '/usr/bin/rtpengine',
  'asterisk-core-sounds-it-wav': '/usr/share/asterisk/sounds/it*',
  openssl: '/usr/bin/openssl',
}

export function missingPackages(): string[] {
  return Object.entries(callPackages)
    .filter(([, proof]) => globSync(proof).length === 0)
    .map(([name]) => name)
}

/** What a person types to mend it. */
export const installCommand = (packages: readonly string[]): string =>
  `sudo apt-get install --no-install-recommends ${packages.join(' ')}`
