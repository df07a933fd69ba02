import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `npm run stories [-- words of Playwright]`: the whole house, lit, in a real browser. */

const root = join(import.meta.dirname, '..')

/**
 * Where the products of stories keep their data: in memory where there is room. A tenth of the stories' time is the
 * disk's otherwise, and a kill -9 takes no more from a file in memory than from one on a disk.
 */
function temporaryDirectory(): string {
  const inMemory = '/dev/shm'
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    if (bavail * bsize > 4e9) return inMemory
  } catch {
    // A machine without.
  }
  return tmpdir()
}

const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      TMPDIR: temporaryDirectory(),
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: 'test-results/stories.json',
    },
  },
)
process.exitCode = status ?? 1
