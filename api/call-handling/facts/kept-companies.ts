import type { Cellar } from '#database/connect.ts'
import { findCompany } from '../facts.sql.ts'
import { Kept } from '../kept.ts'
import type { Changes } from './changes.ts'
import { type KnownCompany, knownCompany } from './known-company.ts'

/** Companies, each read when it is first asked for. */
export function keepCompanies(cellar: Cellar, changes: Changes) {
  const companies = new Kept<KnownCompany>(1_000, read)
  const reading = new Map<string, Promise<KnownCompany | undefined>>()

  async function read(companyId: string): Promise<KnownCompany | undefined> {
    const readAt = changes.now()
    const found = await cellar.asService((trx) => findCompany(trx, companyId), { readOnly: true })
    if (!found) return undefined
    const known = knownCompany(found)
    if (changes.isCurrent(`company:${companyId}`, readAt)) companies.set(companyId, known)
    return known
  }

  return {
    /** A company of ten thousand lines is read once, however many ask at the same moment. */
    async company(companyId: string): Promise<KnownCompany | undefined> {
      const kept = companies.get(companyId)
      if (kept) return kept
      const underWay = reading.get(companyId) ?? read(companyId)
      reading.set(companyId, underWay)
      try {
        return await underWay
      } finally {
        if (reading.get(companyId) === underWay) reading.delete(companyId)
      }
    },
    growOld: (): void => companies.growOld(),
    peek: (companyId: string): KnownCompany | undefined => companies.get(companyId),
    forget(companyId: string): void {
      companies.delete(companyId)
      reading.delete(companyId)
    },
  }
}
