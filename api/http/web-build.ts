import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { webDirectory } from './web.routes.ts'

const house = fileURLToPath(new URL('../..', import.meta.url))
const sources = [
  'web/**/*.{ts,tsx,css,html,js,svg,txt,webmanifest}',
  'translations/**/*.ts',
  'domain/**/*.ts',
  'contract/**/*.ts',
  'package-lock.json',
]

/** What the pages are made of, as one fingerprint: the build is repeated only when it changed. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: house }).sort()) {
    if (file.endsWith('.test.ts')) continue
    hash.update(file).update(readFileSync(`${house}/${file}`))
  }
  return hash.digest('hex')
}

/** Builds the web at the first start and after an update; takes some seconds then, nothing later. */
export async function ensureWebBuilt(): Promise<void> {
  const stamp = `${webDirectory}/.fingerprint`
  const now = fingerprint()
  if (existsSync(`${webDirectory}/index.html`) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  // Into a folder of its own, then put in place at once: two starts, or one that was cut off, leave whole pages.
  const fresh = `${webDirectory}-${process.pid}`
  const vite = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    'web/vite.config.ts',
    '--outDir',
    fresh,
    '--emptyOutDir',
  ]
  await promisify(execFile)(process.execPath, vite, { cwd: house })
  writeFileSync(`${fresh}/.fingerprint`, now)
  rmSync(webDirectory, { recursive: true, force: true })
  try {
    renameSync(fresh, webDirectory)
  } catch (error) {
    // Another start has just put the same pages there.
    if (!existsSync(`${webDirectory}/index.html`)) throw error
    rmSync(fresh, { recursive: true, force: true })
  }
}
