import { inflateRawSync } from 'node:zlib'
import { companyFileLimits } from '#domain/provider/company-file-limits.ts'
import type { Row } from '#domain/provider/company-file-text.ts'
import { type ArchiveEntry, archiveEntries, packedBytes } from '#domain/provider/import/archive-size.ts'

export type Sheet = { readonly name: string; readonly rows: readonly Row[] }

/**
 * The sheets of an .xlsx file that hold something; undefined when it cannot be read. Nothing is unpacked before the
 * archive has said how large it becomes, and what it says has been found true.
 */
export async function sheetsOf(bytes: Uint8Array): Promise<Sheet[] | undefined> {
  const entries = archiveEntries(bytes)
  if (!entries?.every((entry) => isTrue(bytes, entry))) return undefined
  // Loaded by the first workbook: some 15 MB.
  const { default: readWorkbook } = await import('read-excel-file/node')
  try {
    // Numbers stay as they are written: a telephone number is no quantity.
    const sheets = await readWorkbook(Buffer.from(bytes), { parseNumber: (written: string) => written })
    return sheets
      .map(({ sheet, data }) => ({ name: sheet, rows: rowsIn(data as readonly (readonly Value[])[]) }))
      .filter(({ rows }) => rows.length > 0)
  } catch {
    return undefined
  }
}

/** A liar's entry stops at the size it told. */
function isTrue(bytes: Uint8Array, entry: ArchiveEntry): boolean {
  const packed = packedBytes(bytes, entry)
  if (!packed) return false
  if (entry.method === 0) return entry.packed === entry.unpacked
  if (entry.method !== 8) return false
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked) }).length === entry.unpacked
  } catch {
    return false
  }
}

type Value = string | number | boolean | Date | null

function rowsIn(data: readonly (readonly Value[])[]): Row[] {
  const most = companyFileLimits.rows + 30
  const rows: Row[] = []
  for (const [i, values] of data.entries()) {
    const cells = values.slice(0, 4 * companyFileLimits.columns).map(textOf)
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: i + 1, cells })
    if (rows.length > most) break
  }
  return rows
}

/** A long number is kept as `3.90125555301E11`: its digits are all there. */
function textOf(value: Value): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const text = String(value)
  return /^\d+(?:\.\d+)?E\+?\d{1,2}$/i.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text
}
