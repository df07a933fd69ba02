import type { z } from 'zod'
import type { peopleRoutes } from '#contract/people.ts'
import type { Transaction } from '#database/connect.ts'
import { userTypeWords } from '#domain/directory/line.ts'
import { searchTextWith } from '#domain/directory/search-text.ts'
import { type Account, changeLine, lockAccount } from '../access/account.sql.ts'
import { revokeAccess } from '../directory/revoke-access.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { refuse, requireAnotherAdministrator } from './may-touch.ts'
import { findAdministrators, findSearchText, findSitesById } from './people.sql.ts'
import { requirePerson } from './person.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = z.output<(typeof peopleRoutes)['POST /api/people/lines/:lineId/role']['body']>
type Change = 'granted' | 'limited' | 'revoked'

/**
 * Gives or takes the administrator's role (spec/security 2.2). Whoever's rights change signs in again with the new ones,
 * and every administrator hears of it. Where the contract asks for a second factor, nobody comes as far as here without one
 * (`gateStepOf`).
 * @throws {Problem} not-found, person.refused
 */
export async function changeRole(house: House, who: Who, lineId: string, asked: Asked): Promise<undefined> {
  const { session } = who
  const { companyId, id } = session.line
  await house.cellar.inCompany({ companyId, lineId: id, subjectId: lineId }, async (trx) => {
    const now = house.clock()
    const before = await requirePerson(trx, companyId, lineId, now)
    if (before.account !== 'live') refuse('suspended')
    const sites = asked.role === 'administrator' ? asked.sites : null
    const names = sites ? await findSitesById(trx, companyId, sites) : []
    if (sites && names.length !== new Set(sites).size) refuse('site-unknown')
    // To everybody who administers now or did until now.
    const informed = await findAdministrators(trx, companyId)
    const loses =
      before.role === 'administrator' && before.administrator_sites === null && (asked.role === 'user' || sites)
    if (loses) await requireAnotherAdministrator(trx, companyId, lineId)
    const line = await lockAccount(trx, lineId)
    if (!line) return
    await write(trx, line, before.user_type, { role: asked.role, sites })
    await revokeAccess(house, trx, lineId, now)
    const change: Change = asked.role === 'user' ? 'revoked' : sites ? 'limited' : 'granted'
    await tellAdministrators(house, trx, { line, change, sites: names.map(({ name }) => name), informed }, who, now)
    house.facts.forgetCompany(trx, companyId)
    await auditBy(trx, now, who, change === 'revoked' ? 'role.revoked' : 'role.granted', {
      subjectId: lineId,
      ...(sites ? { facts: { sites: names.map(({ name }) => name).join(', ') } } : {}),
    })
  })
}

/** "Tipo utenza" says Amministratore, except of an attendant, who goes on answering for the company. */
async function write(
  trx: Transaction,
  line: Account,
  before: 'user' | 'administrator' | 'attendant',
  { role, sites }: { role: 'user' | 'administrator'; sites: string[] | null },
): Promise<void> {
  const userType = before === 'attendant' ? before : role
  const { search_text } = await findSearchText(trx, line.id)
  await changeLine(trx, line.id, {
    role,
    administrator_sites: sites,
    user_type: userType,
    search_text: searchTextWith(search_text, { userType: userTypeWords[userType] }),
  })
}

async function tellAdministrators(
  { outbox, config }: House,
  trx: Transaction,
  told: {
    line: Account
    change: Change
    sites: readonly string[]
    informed: Awaited<ReturnType<typeof findAdministrators>>
  },
  { session }: Who,
  at: Date,
): Promise<void> {
  const { line, change, sites } = told
  const everybody = new Map([...told.informed, line].map((one) => [one.id, one]))
  for (const { email, email_status, language } of everybody.values()) {
    if (!email || email_status !== 'verified') continue
    const { number, name, company_id: companyId } = line
    const facts = { change, number, name, sites, by: session.line.name, at, supportNumber: config.brand.supportNumber }
    await outbox.queue(trx, { companyId, to: email, language, letter: { name: 'administrator-role', facts } })
  }
}
