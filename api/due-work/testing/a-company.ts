import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Cellar } from '#database/connect.ts'
import type { CompanyTable, LineTable } from '#database/tables.ts'

type Company = Partial<Insertable<CompanyTable>>
type Line = Partial<Insertable<LineTable>>

let numbers = 0

const tables = [
  'support_proposal',
  'support_visit',
  'support_code',
  'restore_link',
  'restore_request',
  'activation',
  'session',
  'remember_family',
  'mailed_link',
  'email_code',
  'throttle',
  'outbox_message',
  'demo_letter',
  'line',
  'site',
  'directory_version',
  'service_code',
  'company',
] as const

/** Between two tests of a file: quicker than another database. */
export const emptyCompanies = (cellar: Cellar) =>
  cellar.asService(async (trx) => {
    for (const table of tables) await trx.deleteFrom(table).execute()
  })

/** A company with one site; returns its ids and how to add lines to it. */
export async function aCompany(cellar: Cellar, company: Company = {}) {
  const id = randomUUID()
  const siteId = randomUUID()
  await cellar.asService(async (trx) => {
    const begun = new Date('2026-01-01T00:00:00Z')
    await trx
      .insertInto('company')
      .values({ id, name: 'Rossi S.r.l.', activated_at: begun, ...company })
      .execute()
    await trx.insertInto('site').values({ id: siteId, company_id: id, name: 'Ivrea', name_key: 'ivrea' }).execute()
  })

  /** A live line with its own password and a verified address, unless told otherwise. */
  async function aLine(line: Line = {}): Promise<string> {
    const lineId = randomUUID()
    numbers += 1
    const row = {
      id: lineId,
      company_id: id,
      number: `+390125${String(555_000 + numbers)}`,
      name: 'Marco Bianchi',
      name_key: 'marco bianchi',
      site_id: siteId,
      service: 'standard',
      role: 'user',
      user_type: 'user',
      account: 'live',
      credential: 'own',
      email: `linea${numbers}@rossi.example`,
      email_status: 'verified',
      search_text: '',
      ...line,
    } as const
    await cellar.asService((trx) => trx.insertInto('line').values(row).execute())
    return lineId
  }

  async function anActivation(lineId: string, at: string): Promise<void> {
    const row = {
      id: randomUUID(),
      company_id: id,
      line_id: lineId,
      at: new Date(at),
      ip: '192.0.2.7',
      secret: 'shared',
    } as const
    await cellar.asService((trx) => trx.insertInto('activation').values(row).execute())
  }

  return { id, siteId, aLine, anActivation }
}
