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
  /** What a first visit fetches: the page, what it links, these modules of Vite's manifest, their imports, styles, Latin fonts. */
  downloads(modules: readonly string[]): string[]
}

interface Chunk {
  readonly file: string
  readonly name?: string
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

  const chunkIn = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]))

  function downloads(modules: readonly string[]): string[] {
    const asked = new Set<string>(['index.html'])
    const ask = (file: string): void => {
      if (asked.has(file)) return
      asked.add(file)
      const chunk = chunkIn.get(file)
      for (const style of chunk?.css ?? []) ask(style)
      for (const next of chunk?.imports ?? []) ask(fileOf(next))
      if (file.endsWith('.css')) latinFonts(text(file)).forEach(ask)
    }
    linkedFrom(text('index.html')).forEach(ask)
    for (const name of modules) ask(fileOf(name))
    return [...asked]
  }

  function fileOf(name: string): string {
    // By its source file, or by the name of the group that `web/vite.config.ts` puts it in.
    const chunk = manifest[name] ?? Object.values(manifest).find((one) => one.name === name)
    if (chunk === undefined) throw new Error(`${name} is not a chunk of its own in this build`)
    return chunk.file
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
