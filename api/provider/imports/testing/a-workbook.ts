import { crc32, deflateRawSync } from 'node:zlib'

/** Small .xlsx files and archives, honest and not, as bytes. */

export type Entry = {
  readonly name: string
  readonly content: string | Buffer
  /** What the directory claims instead of the truth. */
  readonly claims?: number
}

/** A ZIP archive (PKWARE APPNOTE 4.3). */
export function anArchive(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, claims } of entries) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims ?? bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, place, Buffer.from(name)]),
    )
    parts.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, list, Buffer.from('PK\u0005\u0006'), end])
}

type Cell = string | number | null
export type ASheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[] }

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26)

function sheetXml({ rows }: ASheet): string {
  const xml = rows.map((cells, r) => {
    const inside = cells.map((cell, c) => {
      const at = `${columnName(c)}${r + 1}`
      if (cell === null) return ''
      if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
      return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
    })
    return `<row r="${r + 1}">${inside.join('')}</row>`
  })
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${space}><sheetData>${xml.join('')}</sheetData></worksheet>`
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The entries of a workbook, for whoever wants to spoil one of them. */
export function workbookEntries(sheets: readonly ASheet[]): Entry[] {
  const list = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  const targets = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return [
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${packageRelations}">${targets.join('')}</Relationships>`,
    },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: sheetXml(sheet) })),
  ]
}

export const aWorkbook = (...sheets: readonly ASheet[]): Buffer => anArchive(workbookEntries(sheets))
