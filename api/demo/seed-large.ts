import type { PhoneNumber } from '#domain/phone-number.ts'
import { secretText } from '../access/secret-text.ts'
import type { House } from '../house.ts'
import { findServices } from '../provider/company.sql.ts'
import { makeTemporarySecret } from '../provider/temporary-secret.ts'
import { countLines, insertBatch, insertCalls, type SeedBatch, withoutSecondaryIndexes } from './seed-large.sql.ts'
import { beginCompany } from './seed-rows.ts'

export type Seeded = {
  readonly companyIds: readonly string[]
  /** Two a company, both past their first access. */
  readonly administrators: readonly PhoneNumber[]
  /** The own password of every line that has one; the temporary one of those that were given one. */
  readonly password: string
  /** Opens the lines that were never entered. */
  readonly sharedTemporaryPassword: string
}

const password = 'Ventaglio limone 47 scogliera'
const linesInBatch = 5_000
/** From here on it is quicker to build the indexes anew. */
const many = 50_000

/**
 * Companies for figures and tests: Italian names and numbers, every state of the first access. The lines are parted
 * evenly among the companies. It may be called again for more.
 */
export async function seedLargeCompany(
  house: Pick<House, 'cellar' | 'clock' | 'hasher'>,
  size: { readonly lines: number; readonly companies: number /** Of the first company. */; readonly calls?: number },
): Promise<Seeded> {
  const { cellar, clock, hasher } = house
  const own = await hasher.make(secretText(password, 'own'), { account: 'seed', ip: 'seed' })
  const { temporaryPassword, made } = await makeTemporarySecret(house, 'seed')
  const { services, before } = await cellar.asService(async (trx) => ({
    services: new Map((await findServices(trx)).map(({ code, name }) => [code, name])),
    before: await countLines(trx),
  }))
  const facts = { now: clock(), services, sharedSecret: made }
  const companyIds: string[] = []
  const administrators: PhoneNumber[] = []

  async function write(): Promise<void> {
    let batch = emptyBatch()
    for (let company = 0; company < size.companies; company += 1) {
      const begin = Math.floor((company * size.lines) / size.companies)
      const end = Math.floor(((company + 1) * size.lines) / size.companies)
      const { companyId, lineAt } = beginCompany(batch, before + company, facts)
      companyIds.push(companyId)
      for (let serial = begin; serial < end; serial += 1) {
        const line = lineAt(serial - begin, before + serial)
        batch.lines.push(line)
        if (line.role === 'administrator') administrators.push(line.number)
        if (batch.lines.length < linesInBatch && !(company === size.companies - 1 && serial === end - 1)) continue
        const full = batch
        batch = emptyBatch()
        await cellar.asService((trx) => insertBatch(trx, full, own))
      }
    }
  }

  if (size.lines < many) await write()
  else await withoutSecondaryIndexes(cellar.owner, write)
  const [first] = companyIds
  const calls = size.calls ?? 0
  if (first && calls > 0) await cellar.asService((trx) => insertCalls(trx, first, calls, clock()))
  return { companyIds, administrators, password, sharedTemporaryPassword: temporaryPassword }
}

const emptyBatch = (): SeedBatch => ({ companies: [], sites: [], secrets: [], lines: [] })
