import { randomUUID } from 'node:crypto'
import type { NewLine } from '#database/tables.ts'
import { nameKey, searchText } from '#domain/directory/search-text.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../../house.ts'
import type { TestCompany } from '../../testing/test-house.ts'

const firstNames = ['Giulia', 'Marco', 'Nicolò', 'Zoë', 'Paolo', 'Élodie', 'Silvia']
const lastNames = ["D'Angelo", 'Rossi', 'De Luca', 'Però', 'Actis', 'Østergård']
const services = [
  ['standard', 'Standard'],
  ['premium', 'Premium'],
  ['posto-operatore', 'Posto operatore'],
] as const
const credentials = ['own', 'shared', 'temporary'] as const
const statuses = ['none', 'pending', 'verified'] as const

export type SeededLine = Pick<NewLine, 'id' | 'number' | 'name_key' | 'user_type' | 'service' | 'search_text'> & {
  extension: string
  site: string
}

/** Many lines, each column with several values and many ties, so that an order must break them. */
export async function manyLines(
  house: House,
  company: TestCompany,
  count: number,
  from: number,
): Promise<SeededLine[]> {
  const made = Array.from({ length: count }, (_, i) => aLine(company, i, from))
  await house.cellar.asService(async (trx) => {
    for (let i = 0; i < made.length; i += 500) {
      const some = made.slice(i, i + 500).map(({ row }) => row)
      await trx.insertInto('line').values(some).execute()
      await trx
        .insertInto('credential')
        .values(some.map(({ id }) => ({ line_id: id, company_id: company.id })))
        .execute()
    }
  })
  return made.map(({ row, site }) => ({ ...row, extension: row.extension ?? '', site }))
}

function aLine(company: TestCompany, i: number, from: number): { row: NewLine; site: string } {
  const name = `${firstNames[i % firstNames.length]} ${lastNames[i % lastNames.length]} ${i % 11}`
  // Scattered, so that the order of insertion is no order at all.
  const number = `+39${String(from + ((i * 7919) % 100_000)).padStart(10, '0')}` as PhoneNumber
  const site = i % 3 === 0 ? 'Torino' : 'Ivrea'
  const [code, service] = services[i % services.length] ?? services[0]
  const emailStatus = statuses[i % 5] ?? 'none'
  const email = emailStatus === 'none' ? null : `persona${i}@esempio.example`
  const credential = credentials[i % 4] ?? 'own'
  const extension = i % 13 === 0 ? '' : String(i % 97).padStart(3, '0')
  const row: NewLine = {
    id: randomUUID(),
    company_id: company.id,
    number,
    extension,
    name,
    name_key: nameKey(name),
    site_id: i % 3 === 0 ? company.sites.torino : company.sites.ivrea,
    service: code,
    role: 'user',
    user_type: code === 'posto-operatore' ? 'attendant' : 'user',
    account: 'live',
    credential,
    gate_opened_at: i % 2 === 0 ? new Date('2026-11-01T08:00:00Z') : null,
    email,
    email_status: emailStatus,
    search_text: searchText({ number, extension, name, site, service, email }),
  }
  return { row, site }
}
