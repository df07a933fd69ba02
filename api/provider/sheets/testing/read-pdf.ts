import { inflateSync } from 'node:zlib'

export type ReadPdf = {
  readonly title: string
  readonly language: string
  readonly tagged: boolean
  readonly pages: string[]
}

/**
 * What a reader would select, page by page: enough of ISO 32000-1 to read what pdfkit writes. Text is in glyph
 * numbers of an embedded font; its ToUnicode table (9.10.3) says which letters they are.
 */
export function readPdf(file: Buffer): ReadPdf {
  const raw = file.toString('latin1')
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body)
  const at = (reference: string | undefined) => objects.get(reference ?? '') ?? ''
  const text = [...objects.values()]
  const root = at(/\/Root (\d+) 0 R/.exec(raw)?.[1])
  const info = at(/\/Info (\d+) 0 R/.exec(raw)?.[1])
  const pages = text.filter((body) => /\/Type \/Page\n/.test(body))
  return {
    title: inString(at(/\/Title (\d+) 0 R/.exec(info)?.[1]).slice(1, -1)),
    language: /\/Lang \(([^)]*)\)/.exec(root)?.[1] ?? '',
    tagged: /\/MarkInfo/.test(root) && /\/StructTreeRoot/.test(root),
    pages: pages.map((page) => pageText(page, at)),
  }
}

function pageText(page: string, at: (id: string | undefined) => string): string {
  const resources = at(/\/Resources (\d+) 0 R/.exec(page)?.[1])
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, letters(at(id), at)] as const),
  )
  const drawing = stream(at(/\/Contents (\d+) 0 R/.exec(page)?.[1]))
  let font: string[] = []
  const lines: string[] = []
  for (const [, name, shown] of drawing.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? []
    else
      lines.push(
        [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)]
          .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => font[Number.parseInt(glyph, 16)] ?? '\ufffd')
          .join(''),
      )
  }
  return lines.join('\n')
}

function letters(font: string, at: (id: string | undefined) => string): string[] {
  const table = stream(at(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1]))
  const found: string[] = []
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [i, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      found[Number.parseInt(first, 16) + i] = utf16(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
    }
  }
  return found
}

function stream(body: string): string {
  const start = body.indexOf('stream\n') + 7
  const bytes = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1')
  return (body.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

function inString(text: string): string {
  const bytes = Buffer.from(
    text
      .replace(/\\([()\\])/g, '$1')
      .replaceAll('\\r', '\r')
      .replaceAll('\\n', '\n'),
    'latin1',
  )
  return bytes[0] === 0xfe && bytes[1] === 0xff ? utf16(bytes.subarray(2)) : bytes.toString('latin1')
}

const utf16 = (bytes: Buffer): string =>
  String.fromCharCode(...Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readUInt16BE(i * 2)))
