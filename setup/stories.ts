import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** `npm run stories [-- words of Playwright]`: the whole house, lit, in a real browser. */

const root = join(import.meta.dirname, '..')

const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: 'test-results/stories.json' },
  },
)
process.exitCode = status ?? 1
