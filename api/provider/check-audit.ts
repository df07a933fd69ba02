import type { House } from '../house.ts'
import { countAuditEvents, findBrokenLinks } from './audit.sql.ts'
import { chainAudit } from './chain-audit.ts'

export type AuditCheck = {
  readonly events: number
  readonly chains: number
  /** The first event of each chain that is not what was written, or whose neighbour is missing. */
  readonly broken: readonly { readonly id: number; readonly companyId: string | null; readonly at: Date }[]
}

/** Recomputes every chain of the audit log (spec/security 4.6): one changed or missing row shows. */
export async function checkAudit({ cellar }: Pick<House, 'cellar'>): Promise<AuditCheck> {
  await chainAudit({ cellar })
  return cellar.asService(
    async (trx) => {
      const broken = await findBrokenLinks(trx)
      return { ...(await countAuditEvents(trx)), broken }
    },
    { readOnly: true },
  )
}
