import { nameKey } from '../directory/search-text.ts'
import { type EmailAddress, mailboxKey, readEmailAddress } from '../email-address.ts'
import { readPhoneNumber } from '../phone-number.ts'

/**
 * E-mails pasted from a spreadsheet: in each row an address, and the line's number, extension or name. Columns may
 * stand in any order and be parted by tabs, semicolons or commas; a plain list typed by hand is read as well.
 */

export const mostPastedRows = 5_000
/** One mailbox may serve a small firm's lines, not a whole company (spec/security 2.2). */
export const linesPerAddress = 20

/** A line as pasted rows are held against it. */
export type PasteLine = {
  readonly id: string
  readonly number: string
  readonly extension: string
  readonly name: string
  readonly role: 'user' | 'administrator'
  readonly account: string
  readonly email: string | null
  readonly emailStatus: 'none' | 'pending' | 'verified'
}

export type PasteVerdict =
  | 'ready'
  | 'heading'
  | 'no-email'
  | 'email-invalid'
  | 'no-line'
  | 'unknown'
  | 'several'
  | 'own'
  | 'administrator'
  | 'closed'
  | 'already-verified'
  | 'same-address'
  | 'twice'
  | 'too-many-lines'

export type PastedRow = {
  /** As the spreadsheet counts, from 1. */
  readonly row: number
  readonly typed: string
  readonly email: EmailAddress | null
  readonly line: PasteLine | null
  readonly verdict: PasteVerdict
  readonly candidates: readonly PasteLine[]
}

const longestTyped = 120
const mostCandidates = 10
/** An address, or what was meant as one: anything around an @. */
const aroundAt = /[^\s\t;,<>"'()[\]]*@[^\s\t;,<>"'()[\]]*/

/** Reads a paste against a company's lines. Nothing in it decides more than what would be done. */
export function readPastedEmails(text: string, lines: readonly PasteLine[], ownLineId: string): PastedRow[] {
  const directory = indexed(lines)
  const mailboxes = countMailboxes(lines)
  const taken = new Set<string>()
  const rows = text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((typed, i) => ({ typed: typed.trim(), row: i + 1 }))
    .filter(({ typed }) => typed.replace(/[\t;,"\s]/g, '') !== '')
  return rows.map(({ typed, row }, i) => {
    const found = judged(typed, i === 0, directory, ownLineId)
    const verdict = found.verdict === 'ready' ? againstOthers(found, taken, mailboxes) : found.verdict
    return { row, typed: typed.replace(/\s+/g, ' ').slice(0, longestTyped), ...found, verdict }
  })
}

type Judged = Pick<PastedRow, 'email' | 'line' | 'verdict' | 'candidates'>
const nothing = { email: null, line: null, candidates: [] } as const

function judged(typed: string, first: boolean, directory: Directory, ownLineId: string): Judged {
  const around = aroundAt.exec(typed)?.[0]
  if (around === undefined) return { ...nothing, verdict: first && !/\d/.test(typed) ? 'heading' : 'no-email' }
  const email = readEmailAddress(around.replace(/^mailto:/i, '').replace(/[.:]+$/, '')) ?? null
  const meant = lineOf(cellsOf(typed.replace(around, '')), directory)
  if (email === null) return { ...nothing, line: meant.line, verdict: 'email-invalid' }
  if (meant.line === null)
    return { email, line: null, candidates: meant.candidates.slice(0, mostCandidates), verdict: meant.verdict }
  return { email, line: meant.line, candidates: [], verdict: forLine(meant.line, email, ownLineId) }
}

/** What may be entered for a line, by the rules of "Inserisci e-mail" (guide 2.3.1, "se non già presente"). */
export function forLine(line: PasteLine, email: EmailAddress, ownLineId: string): PasteVerdict {
  if (line.account === 'closed') return 'closed'
  if (line.id === ownLineId) return 'own'
  if (line.role === 'administrator') return 'administrator'
  if (line.emailStatus === 'verified') return 'already-verified'
  return line.email !== null && mailboxKey(line.email as EmailAddress) === mailboxKey(email) ? 'same-address' : 'ready'
}

/** The same line in two rows, or one mailbox on too many lines: the later row is at fault. */
function againstOthers({ line, email }: Judged, taken: Set<string>, mailboxes: Map<string, number>): PasteVerdict {
  if (!line || !email) return 'unknown'
  if (taken.has(line.id)) return 'twice'
  const key = mailboxKey(email)
  const lines = mailboxes.get(key) ?? 0
  if (lines >= linesPerAddress) return 'too-many-lines'
  taken.add(line.id)
  mailboxes.set(key, lines + 1)
  return 'ready'
}

function countMailboxes(lines: readonly PasteLine[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { email } of lines) {
    if (email === null) continue
    const key = mailboxKey(email as EmailAddress)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

type Directory = {
  readonly byNumber: ReadonlyMap<string, PasteLine>
  readonly byExtension: ReadonlyMap<string, readonly PasteLine[]>
  readonly byShortExtension: ReadonlyMap<string, readonly PasteLine[]>
  readonly byName: ReadonlyMap<string, readonly PasteLine[]>
}

/** `Rossi Mario` and `Mario Rossi` are one person. */
const inAnyOrder = (name: string): string => nameKey(name).split(' ').sort().join(' ')
const withoutZeros = (extension: string): string => extension.replace(/^0+(?=.)/, '')

function indexed(lines: readonly PasteLine[]): Directory {
  const withExtension = lines.filter(({ extension }) => extension !== '')
  return {
    byNumber: new Map(lines.map((line) => [line.number, line])),
    byExtension: Map.groupBy(withExtension, ({ extension }) => extension),
    byShortExtension: Map.groupBy(withExtension, ({ extension }) => withoutZeros(extension)),
    byName: Map.groupBy(lines, ({ name }) => inAnyOrder(name)),
  }
}

/** The cells that are left once the address is out; quotes and the brackets around it go too. */
function cellsOf(typed: string): string[] {
  return typed
    .replace(/<>|\(\)|\[\]/g, '')
    .split(/[\t;,]/)
    .map((cell) => cell.replace(/^["'\s]+|["'\s:<>-]+$/g, '').trim())
    .filter((cell) => cell !== '')
}

type Meant = {
  readonly line: PasteLine | null
  readonly candidates: readonly PasteLine[]
  readonly verdict: 'no-line' | 'unknown' | 'several'
}

/** A number says it all; then the extension; then the name, in one cell or in two. */
function lineOf(cells: readonly string[], directory: Directory): Meant {
  if (cells.length === 0) return { line: null, candidates: [], verdict: 'no-line' }
  const numeric = cells.filter((cell) => /^[+\d][\d\s./()-]*$/.test(cell))
  const long = numeric.filter((cell) => cell.replace(/\D/g, '').length > 5)
  for (const cell of long) {
    const number = readPhoneNumber(cell) ?? readPhoneNumber(`0${cell}`)
    const line = (number && directory.byNumber.get(number)) ?? directory.byNumber.get(readPhoneNumber(`0${cell}`) ?? '')
    if (line) return { line, candidates: [], verdict: 'unknown' }
  }
  // A number that is not of this company: the name beside it would be a guess.
  if (long.length > 0) return { line: null, candidates: [], verdict: 'unknown' }
  for (const cell of numeric) {
    // A spreadsheet takes the zero of 049 away.
    const found = directory.byExtension.get(cell) ?? directory.byShortExtension.get(withoutZeros(cell)) ?? []
    if (found.length > 0) return oneOf(found)
  }
  const words = cells.filter((cell) => !numeric.includes(cell))
  const names = [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]
  for (const name of names) {
    const found = directory.byName.get(inAnyOrder(name)) ?? []
    if (found.length > 0) return oneOf(found)
  }
  return { line: null, candidates: [], verdict: 'unknown' }
}

function oneOf(found: readonly PasteLine[]): Meant {
  const [only] = found
  return found.length === 1 && only
    ? { line: only, candidates: [], verdict: 'unknown' }
    : { line: null, candidates: found, verdict: 'several' }
}
