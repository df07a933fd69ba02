import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type BuiltSite, readSite } from './built-site.ts'
import { thirdParties } from './third-parties.ts'

let site: BuiltSite

const files: Record<string, string> = {
  'index.html':
    '<script src="/theme.js"></script><link rel="icon" href="/mark.svg"><script type="module" src="/assets/index-1.js"></script>',
  'theme.js': 'dark',
  'mark.svg': '<svg/>',
  'assets/index-1.js': 'index',
  'assets/index-1.css': `
    @font-face{src:url(/assets/latin.woff2) format("woff2");unicode-range:U+0000-00FF,U+0131}
    @font-face{src:url(/assets/latin-ext.woff2) format("woff2");unicode-range:U+0100-02BA}`,
  'assets/latin.woff2': 'font',
  'assets/latin-ext.woff2': 'font',
  'assets/App-2.js': 'x'.repeat(1_000),
  'assets/App-2.js.br': 'x'.repeat(10),
  'assets/App-2.js.gz': 'x'.repeat(20),
  'assets/react-3.js': 'react',
  'assets/Later-4.js': 'later',
  '.vite/manifest.json': JSON.stringify({
    'index.html': {
      file: 'assets/index-1.js',
      css: ['assets/index-1.css'],
      dynamicImports: ['shell/App.tsx'],
    },
    'shell/App.tsx': { file: 'assets/App-2.js', imports: ['_react.js'] },
    '_react.js': { file: 'assets/react-3.js', imports: ['shell/App.tsx'] },
    'user/Later.tsx': { file: 'assets/Later-4.js' },
  }),
}

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'office-smart-site-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), text)
  }
  site = readSite(directory)
  return () => rm(directory, { recursive: true })
})

describe('a built site', () => {
  it('counts what the page links, what modules import, their styles and the Latin font', () => {
    expect(site.downloads(['shell/App.tsx']).sort()).toEqual([
      'assets/App-2.js',
      'assets/index-1.css',
      'assets/index-1.js',
      'assets/latin.woff2',
      'assets/react-3.js',
      'index.html',
      'mark.svg',
      'theme.js',
    ])
  })

  it('weighs the copy that the server sends', () => {
    expect(site.served('assets/App-2.js')).toBe(10)
    expect(site.served('theme.js')).toBe(4)
    expect(site.gzipped('assets/App-2.js')).toBeLessThan(100)
  })

  it('complains of a module that is no longer a chunk', () => {
    expect(() => site.downloads(['shell/Gone.tsx'])).toThrow('shell/Gone.tsx is not a chunk')
  })
})

describe('fetches from elsewhere', () => {
  it.each([
    ['a.html', '<script src="https://cdn.example/x.js"></script>'],
    ['a.html', '<link rel="stylesheet" href="//fonts.example/css">'],
    ['a.html', '<img alt="" src="http://img.example/1.png">'],
    ['a.css', '@import "https://fonts.example/x.css";'],
    ['a.css', 'a{background:url(https://img.example/1.png)}'],
    ['a.js', 'fetch("https://api.example/x")'],
    ['a.js', 'import("https://cdn.example/x.js")'],
    ['a.js', 'new WebSocket(`wss://live.example/`)'],
    ['a.js', 'e.src="https://cdn.example/x.js"'],
    ['a.js', 'import x from"https://cdn.example/x.js"'],
  ])('in %s: %s', (file, text) => {
    expect(thirdParties(file, text)).toHaveLength(1)
  })

  it.each([
    ['a.html', '<a href="https://www.example/">elsewhere</a><script src="/theme.js"></script>'],
    ['a.css', `a{background:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E")}`],
    ['a.js', 'createElementNS("http://www.w3.org/2000/svg");throw Error("see https://react.dev/errors/1")'],
    ['a.js', 'fetch("/api/session");import("./App-2.js")'],
  ])('not in %s: %s', (file, text) => {
    expect(thirdParties(file, text)).toEqual([])
  })
})
