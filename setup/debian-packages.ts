import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { callPackages } from '#telephony/switchboard/packages.ts'
import { INITDB } from './postgres-programs.ts'

/**
 * `node setup/debian-packages.ts chromium postgresql calls`: what the tests need beyond npm; `calls` are all of the
 * switchboard's.
 * Silent when everything is there; as root on Debian it installs what is missing.
 */

/** Debian's package, and the file that tells whether it is installed. */
const known: Readonly<Record<string, string>> = {
  chromium: '/usr/bin/chromium',
  postgresql: INITDB,
  ...callPackages,
  'sip-tester': '/usr/bin/sipp',
  'baresip-core': '/usr/bin/baresip',
  'linphone-cli': '/usr/bin/linphonec',
}
const sets: Readonly<Record<string, readonly string[]>> = {
  calls: [...Object.keys(callPackages), 'sip-tester', 'baresip-core', 'linphone-cli'],
}

function missingOf(packages: readonly string[]): string[] {
  return packages.filter((name) => {
    const proof = known[name]
    if (proof === undefined) fail(`Unknown package ${name}. Known: ${Object.keys(known).join(', ')}`)
    return globSync(proof).length === 0
  })
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} …`)
  aptGet('update', '-qq')
  aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages)
  const still = missingOf(packages)
  if (still.length > 0) fail(`apt-get succeeded, yet these are not where they should be: ${still.join(', ')}`)
}

function aptGet(...words: string[]): void {
  const { status, error } = spawnSync('apt-get', words, {
    stdio: 'inherit',
    // Runlevel 1: Debian would start the servers among them, and we run these programs ourselves.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
  if (status !== 0) fail(`apt-get ${words.join(' ')} did not succeed${error ? `: ${error.message}` : ''}`)
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const missing = missingOf(process.argv.slice(2).flatMap((name) => sets[name] ?? [name]))
if (missing.length > 0) {
  const isDebian = existsSync('/etc/debian_version')
  if (process.getuid?.() === 0 && isDebian) install(missing)
  else if (isDebian) fail(`Please run once: sudo apt-get install --no-install-recommends ${missing.join(' ')}`)
  else fail(`The tests need Debian 12 with these packages: ${missing.join(' ')}`)
}
