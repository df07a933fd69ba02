/**
 * What an archive says of itself before anything is unpacked (spec/security F04). An .xlsx file is a ZIP archive: its
 * last record leads to a directory of its entries, with their sizes (PKWARE APPNOTE 4.3.12, 4.3.16).
 */
export const archiveLimits = {
  entries: 500,
  /** Sum of what the entries unpack to: 40,000 rows of 50 full columns stay below. */
  unpacked: 96 * 1024 * 1024,
} as const

export type ArchiveEntry = {
  readonly name: string
  readonly packed: number
  readonly unpacked: number
  /** Where its own header begins. */
  readonly at: number
  /** 0 stored, 8 deflated; anything else is not read. */
  readonly method: number
}

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const longestComment = 0xffff

/** The entries; undefined when it is no archive, is encrypted, or would unpack to more than the limits. */
export function archiveEntries(bytes: Uint8Array): readonly ArchiveEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  if (count === 0 || count > archiveLimits.entries) return undefined
  const entries: ArchiveEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    const entry = entryAt(view, bytes, at)
    if (!entry) return undefined
    entries.push(entry.read)
    at = entry.next
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  return unpacked > archiveLimits.unpacked ? undefined : entries
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - longestComment); at--)
    if (view.getUint32(at, true) === endOfDirectory) return at
  return undefined
}

function entryAt(view: DataView, bytes: Uint8Array, at: number): { read: ArchiveEntry; next: number } | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== directoryEntry) return undefined
  const encrypted = (view.getUint16(at + 8, true) & 1) === 1
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (encrypted || next > view.byteLength) return undefined
  const read = {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    method: view.getUint16(at + 10, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  }
  return { read, next }
}

/** Where an entry's packed bytes stand: its own header has a name and extra fields of its own length. */
export function packedBytes(bytes: Uint8Array, { at, packed }: ArchiveEntry): Uint8Array | undefined {
  if (at + 30 > bytes.byteLength) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  return from + packed > bytes.byteLength ? undefined : bytes.subarray(from, from + packed)
}

/** By its first bytes: a ZIP archive, or the older container of Excel 97 and of workbooks with a password. */
export function kindOf(bytes: Uint8Array): 'archive' | 'old-workbook' | 'text' {
  const [a, b, c, d] = bytes
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return 'archive'
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return 'old-workbook'
  return 'text'
}
