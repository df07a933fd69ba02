import { stringify } from 'csv-stringify/sync'
import type { CallList } from '#domain/call-history/call-context.ts'
import { type PhoneNumber, readPhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import english from '#translations/en/call-history.ts'
import italian from '#translations/it/call-history.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { asOwner, type Narrowing, narrowing } from './calls.ts'
import { presentOther } from './other-side.ts'
import { type Cursor, type FoundCall, findCalls, findPeople, type People } from './records.sql.ts'

const mostRows = 20_000
const rowsAtOnce = 1_000
const mark = '\ufeff'
/** The clock of the Sede, as on the page. */
const clockIn = (timeZone: TimeZone) => new Intl.DateTimeFormat('it-IT', { timeZone, ...columns })
const columns = {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const

/**
 * "Esporta": one's own calls as the list finds them, one a row, in one's language. Like the directory's file: RFC 4180,
 * semicolons, UTF-8 with its mark, no cell that a spreadsheet would take for a formula.
 * @throws {Problem} throttled
 */
export async function exportCalls(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  asked: Narrowing & { list: CallList },
): Promise<string> {
  const { session } = who
  house.throttles.perSession(session, 'export')
  const words = (session.line.language === 'en' ? english : italian).file
  const filter = { ...narrowing(house, session, asked), list: asked.list }
  const when = clockIn(session.line.timeZone)
  return asOwner(
    house,
    session,
    async (trx) => {
      const rows: string[][] = [
        [words.date, words.time, words.list, words.name, words.number, words.outcome, words.seconds],
      ]
      for (let after: Cursor | undefined; rows.length <= mostRows; ) {
        const next = await findCalls(trx, filter, after, rowsAtOnce)
        const people = await findPeople(
          trx,
          next.map((call) => call.other_line_id),
        )
        rows.push(...next.map((call) => cells(call, when, people, words.lists[asked.list], words)))
        const last = next.at(-1)
        if (!last || next.length < rowsAtOnce) break
        after = { at: last.started_at, id: last.id }
      }
      await auditBy(trx, house.clock(), who, 'calls.exported', { facts: { rows: rows.length - 1, list: asked.list } })
      return mark + stringify(rows, { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
    },
    false,
  )
}

function cells(
  call: FoundCall,
  when: Intl.DateTimeFormat,
  people: People,
  list: string,
  words: typeof italian.file,
): string[] {
  const [date = '', time = ''] = when.format(call.started_at).split(', ')
  const other = presentOther(call, people, call.masked)
  const hidden = other.kind === 'helpline' ? words.helpline : other.kind === 'withheld' ? words.withheld : ''
  const read = other.number === null ? undefined : readPhoneNumber(other.number)
  const number = read === undefined ? (other.number ?? '') : showPhoneNumber(read as PhoneNumber)
  return [date, time, list, oneLine(other.name ?? hidden), number, words.outcomes[call.outcome], String(call.seconds)]
}

/** A name comes from outside; a NUL or a line break before a `=` would hide it from `escape_formulas`. */
const oneLine = (cell: string): string => cell.replace(/[\s\p{Cc}]+/gu, ' ').trim()
