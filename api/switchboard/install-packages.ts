import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Whether we may install Debian packages ourselves. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version')

/** In the background: the portal's first page does not wait for it. @throws what apt-get said last */
export async function installPackages(packages: readonly string[]): Promise<void> {
  await aptGet('update', '-qq')
  await aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

function aptGet(...words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('apt-get', words, {
      // Runlevel 1: Debian would start the packages' own services, and we run these programs ourselves.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-2_000)
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`apt-get ${words[0]}: ${said.trim()}`))))
  })
}
