import type { Transaction } from '#database/connect.ts'
import type { House } from '../../house.ts'
import { audit } from '../audit.ts'
import { expireRestores } from './restore.sql.ts'

/** Requests that nobody decided in time are over, and both logs say so. Answers how many. */
export async function settleExpired(trx: Transaction, now: Date, lineId?: string): Promise<number> {
  const expired = await expireRestores(trx, now, lineId)
  for (const { company_id, line_id: subjectId, ticket, company_name } of expired) {
    const about = { customerId: company_id, customer: company_name }
    for (const companyId of [company_id, null]) {
      await audit(trx, now, {
        companyId,
        actor: { id: null, name: '', role: 'system' },
        subjectId,
        action: 'restore.expired',
        facts: companyId === null ? { ticket, ...about } : { ticket },
      })
    }
  }
  return expired.length
}

/** Every minute (api/due-work): what waits at the desk is what still can be decided. */
export const expireRestoresNow = ({ cellar, clock }: Pick<House, 'cellar' | 'clock'>): Promise<number> =>
  cellar.asService((trx) => settleExpired(trx, clock()))
