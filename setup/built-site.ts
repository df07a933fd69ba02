import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What `npm run build` left in `dist/web`, seen as downloads. */
export interface BuiltSite {
  /** Every file that can be asked for, without the compressed copies beside them. */
  readonly files: readonly string[]
  text(file: string): string
  /** Bytes with gzip, the figure budgets are written in. */
  gzipped(file: string): number
  /** Bytes on the wire: the smallest copy that the server may choose. */
  served(file: string): number
  /** What a browser fetches because of these modules of Vite's manifest: chunks, their imports, styles, Latin fonts. */
  downloads(modules: readonly string[]): string[]
}

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

const MANIFEST = '.vite/manifest.json'
const copies = ['.br', '.gz']

export function readSite(directory: string): BuiltSite {
  const path = (file: string) => join(directory, file)
  const text = (file: string) => readFileSync(path(file), 'utf8')
  if (!existsSync(path(MANIFEST))) throw new Error(`${path(MANIFEST)} is missing: vite build --manifest`)
  const manifest: Record<string, Chunk> = JSON.parse(text(MANIFEST))
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter((file) => !copies.some((copy) => file.endsWith(copy)) && file !== MANIFEST)

  function chunksOf(name: string, found: Set<Chunk>): void {
    const chunk = manifest[name]
    if (chunk === undefined) throw new Error(`${name} is not a chunk of its own in this build`)
    if (found.has(chunk)) return
    found.add(chunk)
    for (const next of chunk.imports ?? []) chunksOf(next, found)
  }

  function downloads(modules: readonly string[]): string[] {
    const chunks = new Set<Chunk>()
    for (const name of modules) chunksOf(name, chunks)
    const asked = new Set([...chunks].flatMap(({ file, css }) => [file, ...(css ?? [])]))
    if (modules.includes('index.html')) {
      asked.add('index.html')
      for (const file of linkedFrom(text('index.html'))) asked.add(file)
    }
    for (const style of [...asked].filter((file) => file.endsWith('.css'))) {
      for (const font of latinFonts(text(style))) asked.add(font)
    }
    return [...asked]
  }

  return {
    files,
    text,
    gzipped: (file) => gzipSync(readFileSync(path(file)), { level: 9 }).length,
    served: (file) =>
      Math.min(
        ...['', ...copies]
          .map((copy) => path(file) + copy)
          .filter(existsSync)
          .map((one) => statSync(one).size),
      ),
    downloads,
  }
}

/** Scripts, styles, preloads, icons: whatever a page's head makes the browser fetch from us. */
function linkedFrom(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  return tags.flatMap((tag) => /\b(?:src|href)="\/([^/"][^"]*)"/.exec(tag)?.[1] ?? [])
}

/** A browser takes only the fonts whose range it needs; our pages need Latin. */
function latinFonts(css: string): string[] {
  return (css.match(/@font-face\s*\{[^}]*\}/g) ?? [])
    .filter((face) => !face.includes('unicode-range') || /unicode-range:\s*U\+00?0?0?-0?0?FF/i.test(face))
    .flatMap((face) => /url\(["']?\/?([^"')]+\.woff2)/.exec(face)?.[1] ?? [])
}
