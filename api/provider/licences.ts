import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { type LicenceUse, shortLicences } from '#domain/provider/licences.ts'
import { findServices } from './company.sql.ts'
import { countByService, findLicences } from './licences.sql.ts'

/**
 * What a change of so many lines by service would make of the company's licences, profile by profile; nothing where the
 * contract counts none.
 */
export async function licenceUse(
  trx: Transaction,
  companyId: string,
  change: ReadonlyMap<string, number>,
): Promise<LicenceUse[]> {
  const licences = await findLicences(trx, companyId, { hold: false })
  if (licences.size === 0) return []
  const used = await countByService(trx, companyId)
  const services = await findServices(trx)
  return services.flatMap(({ code, name }) => {
    const before = used.get(code) ?? 0
    const one = { code, name, licences: licences.get(code) ?? 0, before, after: before + (change.get(code) ?? 0) }
    return one.licences + one.before + one.after > 0 ? [one] : []
  })
}

/** @throws {Problem} import.licences with the first profile of which there are too few */
export function refuseShort(use: readonly LicenceUse[]): void {
  const [short] = shortLicences(use)
  if (short) throw new Problem('import.licences', { service: short.name, licences: short.licences, lines: short.after })
}

/**
 * Counts before a change of a company's lines; what comes back counts again after it, in the same transaction, and
 * throws when there are too few. Two changes at once wait for each other: the second one counts what the first one wrote.
 */
export async function watchLicences(trx: Transaction, companyId: string): Promise<() => Promise<void>> {
  const licences = await findLicences(trx, companyId, { hold: true })
  if (licences.size === 0) return async () => {}
  const before = await countByService(trx, companyId)
  return async () => {
    const after = await countByService(trx, companyId)
    const services = await findServices(trx)
    refuseShort(
      services.map(({ code, name }) => ({
        code,
        name,
        licences: licences.get(code) ?? 0,
        before: before.get(code) ?? 0,
        after: after.get(code) ?? 0,
      })),
    )
  }
}
