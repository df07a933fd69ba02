import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import type { peopleRoutes } from '#contract/people.ts'
import { officeDay } from '#domain/access/spread-renewals.ts'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { countEnding, countMonths, type EndingLine, findEnding, findExpiryDays, findPlan } from './expiry.sql.ts'

type ListQuery = z.output<(typeof peopleRoutes)['GET /api/people/expiry/lines']['query']>
type ExportBody = z.output<(typeof peopleRoutes)['POST /api/people/expiry/export']['body']>

/** Gestione dati → Scadenze: the months, and what is planned (spec/product 7.2, idea 6). */
export async function readCalendar(
  { cellar, clock }: House,
  session: LiveSession,
  asked: { site?: string | undefined },
) {
  const { companyId } = session.line
  const filter = { companyId, site: asked.site }
  return cellar.inCompany(
    { companyId },
    async (trx) => {
      const { months, over } = await countMonths(trx, filter, clock())
      const { waiting, next, last } = await findPlan(trx, filter)
      return {
        expiryDays: (await findExpiryDays(trx, companyId)).password_expiry_days,
        months,
        over,
        plan: { waiting, next: next?.toISOString() ?? null, last: last?.toISOString() ?? null },
      }
    },
    { readOnly: true },
  )
}

/** Whose password ends, a page. */
export async function listEnding({ cellar }: House, session: LiveSession, query: ListQuery) {
  const { companyId, id } = session.line
  const { page, size, ...narrowed } = query
  const filter = { companyId, ...narrowed }
  return cellar.inCompany(
    { companyId },
    async (trx) => ({
      total: await countEnding(trx, filter),
      page,
      size,
      lines: (await findEnding(trx, filter, (page - 1) * size, size)).map((line) => present(line, id)),
    }),
    { readOnly: true },
  )
}

const present = (line: EndingLine, viewerId: string) => ({
  id: line.id,
  number: line.number,
  extension: line.extension,
  name: line.name,
  site: line.site,
  administrator: line.role === 'administrator',
  kind: line.credential,
  endsAt: line.ends.toISOString(),
  emailStatus: line.email_status,
  askAt: line.ask_at?.toISOString() ?? null,
  mayEnterEmail: line.email_status !== 'verified' && line.role === 'user' && line.id !== viewerId,
})

const mostRows = 50_000
const rowsAtOnce = 1_000
const headings = ['Numero di telefono', 'Interno', 'Nome', 'Sede', 'Scadenza della password', 'E-mail', 'Avviso il']
const emailWords = { none: 'Manca', pending: 'Da confermare', verified: 'Confermata' } as const

/** The same as a file, in Italian like the other exports; no addresses (spec/security 2.8). @throws {Problem} throttled */
export async function exportEnding(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  asked: ExportBody,
): Promise<string> {
  const { session } = who
  house.throttles.perSession(session, 'export')
  const { companyId, id } = session.line
  return house.cellar.inCompany({ companyId, lineId: id }, async (trx) => {
    const pieces = [`\ufeff${written([headings])}`]
    let rows = 0
    for (let more = true; more && rows < mostRows; ) {
      const lines = await findEnding(trx, { companyId, ...asked }, rows, rowsAtOnce)
      pieces.push(written(lines.map(cells)))
      rows += lines.length
      more = lines.length === rowsAtOnce
      await setImmediate()
    }
    await auditBy(trx, house.clock(), who, 'directory.exported', { facts: { rows, what: 'expiry' } })
    return pieces.join('')
  })
}

const cells = (line: EndingLine): string[] => [
  showPhoneNumber(line.number as PhoneNumber),
  line.extension,
  line.name.replace(/[\s\p{Cc}]+/gu, ' '),
  line.site.replace(/[\s\p{Cc}]+/gu, ' '),
  officeDay(line.ends),
  emailWords[line.email_status],
  line.ask_at ? officeDay(line.ask_at) : '',
]

const written = (rows: string[][]): string =>
  rows.length === 0 ? '' : stringify(rows, { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
